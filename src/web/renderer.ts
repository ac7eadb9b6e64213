import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import type { PageModel, PageName, Pages } from './pages.ts';

export interface Renderer {
  render<Page extends PageName>(page: Page, model: PageModel<Pages[Page]>): string;
}

/** Strict: a field that a template names and the model lacks is an error, not an empty place. */
const compileOptions = { strict: true, knownHelpersOnly: true, preventIndent: true } as const;

/**
 * Reads and compiles every template below a folder (`layouts`, `partials`, `pages`).
 *
 * @throws {Error} naming the file of a template with a syntax error or an unknown helper. Handlebars itself would
 *   wait for the first reader; a program that cannot show its pages should not start.
 */
export function createRenderer(viewsDir: string): Renderer {
  const handlebars = Handlebars.create();
  for (const folder of ['layouts', 'partials']) {
    for (const [name, template] of compileFolder(handlebars, join(viewsDir, folder))) {
      handlebars.registerPartial(name, template);
    }
  }
  const pages = compileFolder(handlebars, join(viewsDir, 'pages'));
  return {
    render(page, model) {
      const template = pages.get(page);
      if (!template) throw new Error(`There is no template "${page}" in ${join(viewsDir, 'pages')}.`);
      return plainer(template(model));
    },
  };
}

function compileFolder(handlebars: typeof Handlebars, folder: string): Map<string, Handlebars.TemplateDelegate> {
  const templates = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.hbs'))) {
    const path = join(folder, file);
    try {
      const tree = handlebars.parse(readFileSync(path, 'utf8'));
      handlebars.precompile(tree, compileOptions);
      templates.set(basename(file, '.hbs'), handlebars.compile(tree, compileOptions));
    } catch (cause) {
      throw new Error(`${path}: the template cannot be compiled: ${(cause as Error).message}`, { cause });
    }
  }
  return templates;
}

/**
 * Handlebars escapes "=" and "`" for attributes without quotes, which there are none of here; an address with a query
 * would take twice its bytes. What a text itself spells so is safe: its "&" has become "&amp;".
 */
function plainer(html: string): string {
  return html.replaceAll('&#x3D;', '=').replaceAll('&#x60;', '`');
}
