"""Where things lie in a checkout; `./dev` writes into `var/` and `.venv`, nowhere else."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

VAR = ROOT / "var"
TOOLS = VAR / "tools"
CACHE = VAR / "cache"
BYTECODE = CACHE / "bytecode"
REPORTS = VAR / "reports"

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

PROJECT = ROOT / "pyproject.toml"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
UV_LOCK = ROOT / "deploy" / "dev" / "uv.lock"
