"""The closed vocabularies of the record."""

from enum import StrEnum


class Sex(StrEnum):
    """FHIR administrative gender."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNKNOWN = "unknown"


class ItemKind(StrEnum):
    """What can be added to a record and ended again, each with the FHIR resource it is."""

    ALLERGY = "allergy"
    PROBLEM = "problem"
    DEVICE = "device"
    RISK = "risk"
    CARE_LEVEL = "care-level"
    KEY_PERSON = "key-person"
    PHYSICIAN = "physician"
    DEPUTY_PHYSICIAN = "deputy-physician"
    BACKUP = "backup"
    ADVANCE_CARE_PLAN = "advance-care-plan"
    DOOR = "door"
    BASELINE = "baseline"
    OBSERVATION_SET = "observation-set"
    GOAL = "goal"
    IDENTIFIER = "identifier"


RESOURCE = {
    ItemKind.ALLERGY: "AllergyIntolerance",
    ItemKind.PROBLEM: "Condition",
    ItemKind.DEVICE: "Device",
    ItemKind.RISK: "Flag",
    ItemKind.CARE_LEVEL: "Coverage",
    ItemKind.KEY_PERSON: "RelatedPerson",
    ItemKind.PHYSICIAN: "CareTeam",
    ItemKind.DEPUTY_PHYSICIAN: "CareTeam",
    ItemKind.BACKUP: "CareTeam",
    ItemKind.ADVANCE_CARE_PLAN: "Flag",
    ItemKind.DOOR: "Flag",
    ItemKind.BASELINE: "Observation",
    ItemKind.OBSERVATION_SET: "CarePlan",
    ItemKind.GOAL: "Goal",
    ItemKind.IDENTIFIER: "Identifier",
}


class Location(StrEnum):
    """所在: where the patient is. Anything but home silences what waits for a visit."""

    HOME = "home"
    HOSPITAL = "hospital"
    SHORT_STAY = "short-stay"
    AWAY = "away"
    FACILITY = "facility"
    ENDED = "ended"
    DECEASED = "deceased"


class CareLevel(StrEnum):
    """要介護度 as certified, applied for, or absent."""

    SUPPORT_1 = "support-1"
    SUPPORT_2 = "support-2"
    CARE_1 = "care-1"
    CARE_2 = "care-2"
    CARE_3 = "care-3"
    CARE_4 = "care-4"
    CARE_5 = "care-5"
    PROJECT = "project"
    APPLIED = "applied"
    CHANGING = "changing"
    INDEPENDENT = "independent"
    NONE = "none"


class IdentifierSystem(StrEnum):
    """Whose number it is. A medical record number counts within its organisation only."""

    CARE_INSURANCE = "care-insurance"
    HEALTH_INSURANCE = "health-insurance"
    LATE_ELDERLY = "late-elderly"
    PUBLIC_EXPENSE = "public-expense"
    MEDICAL_RECORD = "medical-record"


# Belong to one person for life; numbers of households and schemes may be shared.
PERSONAL_NUMBERS = frozenset({IdentifierSystem.CARE_INSURANCE, IdentifierSystem.LATE_ELDERLY})


class RelatedPersonRelation(StrEnum):
    """続柄, seen from the patient."""

    HUSBAND = "husband"
    WIFE = "wife"
    PARTNER = "partner"
    FATHER = "father"
    MOTHER = "mother"
    ELDEST_SON = "eldest-son"
    SECOND_SON = "second-son"
    THIRD_SON = "third-son"
    SON = "son"
    ELDEST_DAUGHTER = "eldest-daughter"
    SECOND_DAUGHTER = "second-daughter"
    DAUGHTER = "daughter"
    DAUGHTER_IN_LAW = "daughter-in-law"
    SON_IN_LAW = "son-in-law"
    SIBLING = "sibling"
    GRANDCHILD = "grandchild"
    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOR = "neighbor"
    GUARDIAN = "guardian"
    OTHER = "other"


class MayBeTold(StrEnum):
    """What a key person may be told about the patient's illness."""

    EVERYTHING = "everything"
    DAILY_LIFE = "daily-life"
    NOTHING = "nothing"


class Chip(StrEnum):
    """What stands in the header of a record because it matters at a glance."""

    ALLERGY = "allergy"
    VENTILATOR = "ventilator"
    TRACHEOSTOMY = "tracheostomy"
    HOME_OXYGEN = "home-oxygen"
    SUCTION = "suction"
    TUBE_FEEDING = "tube-feeding"
    GASTROSTOMY = "gastrostomy"
    CENTRAL_VENOUS_PORT = "central-venous-port"
    INFUSION_PUMP = "infusion-pump"
    URINARY_CATHETER = "urinary-catheter"
    PACEMAKER = "pacemaker"
    STOMA = "stoma"
    DIALYSIS = "dialysis"
    OPIOID = "opioid"
    INSULIN = "insulin"
    HYPOGLYCEMIA = "hypoglycemia"
    ANTICOAGULANT = "anticoagulant"
    PRESSURE_ULCER = "pressure-ulcer"
    FALL = "fall"
    THICKENED_FLUIDS = "thickened-fluids"
    DEMENTIA = "dementia"
    INFECTION = "infection"
    POWER_CUT = "power-cut"
    NO_SIGNAL = "no-signal"
    LIVING_ALONE = "living-alone"
    END_OF_LIFE = "end-of-life"
    ADVANCE_CARE_PLAN = "advance-care-plan"
    LIMB_FORBIDDEN = "limb-forbidden"


CHIP_KIND = {
    Chip.ALLERGY: ItemKind.ALLERGY,
    Chip.VENTILATOR: ItemKind.DEVICE,
    Chip.TRACHEOSTOMY: ItemKind.DEVICE,
    Chip.HOME_OXYGEN: ItemKind.DEVICE,
    Chip.SUCTION: ItemKind.DEVICE,
    Chip.TUBE_FEEDING: ItemKind.DEVICE,
    Chip.GASTROSTOMY: ItemKind.DEVICE,
    Chip.CENTRAL_VENOUS_PORT: ItemKind.DEVICE,
    Chip.INFUSION_PUMP: ItemKind.DEVICE,
    Chip.URINARY_CATHETER: ItemKind.DEVICE,
    Chip.PACEMAKER: ItemKind.DEVICE,
    Chip.STOMA: ItemKind.DEVICE,
    Chip.DIALYSIS: ItemKind.DEVICE,
    Chip.OPIOID: ItemKind.RISK,
    Chip.INSULIN: ItemKind.RISK,
    Chip.HYPOGLYCEMIA: ItemKind.RISK,
    Chip.ANTICOAGULANT: ItemKind.RISK,
    Chip.PRESSURE_ULCER: ItemKind.RISK,
    Chip.FALL: ItemKind.RISK,
    Chip.THICKENED_FLUIDS: ItemKind.RISK,
    Chip.DEMENTIA: ItemKind.RISK,
    Chip.INFECTION: ItemKind.RISK,
    Chip.POWER_CUT: ItemKind.RISK,
    Chip.NO_SIGNAL: ItemKind.RISK,
    Chip.LIVING_ALONE: ItemKind.RISK,
    Chip.END_OF_LIFE: ItemKind.RISK,
    Chip.ADVANCE_CARE_PLAN: ItemKind.ADVANCE_CARE_PLAN,
    Chip.LIMB_FORBIDDEN: ItemKind.RISK,
}


class VitalCondition(StrEnum):
    """In which state of the patient a set of vitals was taken."""

    REST = "rest"
    EXERTION = "exertion"
    BEFORE_BATH = "before-bath"
    AFTER_BATH = "after-bath"
    AFTER_CARE = "after-care"


class VisitState(StrEnum):
    """How far a visit has come (FHIR: Encounter.status)."""

    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class VisitKind(StrEnum):
    """訪問区分, as in the visit note."""

    REGULAR = "regular"
    URGENT = "urgent"
    EXTRA = "extra"
    FIRST = "first"
    DISCHARGE_DAY = "discharge-day"
    END_OF_LIFE = "end-of-life"


class DoorNote(StrEnum):
    """What one should know before the door."""

    PARKING = "parking"
    KEY = "key"
    DOG = "dog"
    INFECTION = "infection"
    SIGNAL = "signal"
    OTHER = "other"


class MedicationSource(StrEnum):
    """Where the list of medicines has it from (FHIR: MedicationStatement.informationSource)."""

    ORDER = "order"
    PRESCRIPTION = "prescription"
    NOTEBOOK = "notebook"
    DISCHARGE = "discharge"
    TOLD = "told"
    OTHER = "other"
