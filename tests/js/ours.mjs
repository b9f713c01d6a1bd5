/** Lets Node resolve our bare module names the way the page's import map does. */

import { register } from "node:module";

const resolver = `
  const root = ${JSON.stringify(new URL("../../", import.meta.url).href)};
  const places = { shell: "config/static/shell/", messaging: "messaging/static/messaging/" };
  export function resolve(name, context, next) {
    const [folder, file] = name.split("/");
    if (!(folder in places)) return next(name, context);
    return { url: root + places[folder] + file + ".js", format: "module", shortCircuit: true };
  }
`;
register(`data:text/javascript,${encodeURIComponent(resolver)}`);

/** @param {string} name as in an import statement of a page */
export const ours = (name) => import(name);
