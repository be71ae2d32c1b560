// Plain JavaScript, like what comes before it: programs start in half of the time by what is here, and do the same without it.
import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

// What was compiled once is kept beside what was installed. Where nothing can be written there, it is compiled each time.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/meetwire', import.meta.url)));

/** What kind of modules the files of a folder with this ending are: all of them have the same `package.json` above them. */
const formats = new Map();
/** Where a package is, for whoever imports it from this folder. */
const packages = new Map();

/**
 * Node 24 reads and parses the whole `package.json` of a package for each of its files anew, to know what kind of module it is. That of
 * drizzle-orm has 180 kB, and a hundred of its files are loaded: half of a start.
 */
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL, conditions } = context;
    if (!parentURL?.startsWith('file:') || !conditions.includes('import')) return next(specifier, context);
    if (!specifier.startsWith('.'))
      return remembered(packages, `${specifier} ${folderOf(parentURL)}`, () => next(specifier, context));
    const { href } = new URL(specifier, parentURL);
    const ending = /\.[jt]s$/.exec(href)?.[0];
    if (!ending) return next(specifier, context);
    const kind = `${folderOf(href)} ${ending}`;
    const format = formats.get(kind);
    if (format) return { url: href, format, shortCircuit: true };
    const resolved = next(specifier, context);
    if (resolved.url === href && resolved.format) formats.set(kind, resolved.format);
    return resolved;
  },
});

function folderOf(url) {
  return url.slice(0, url.lastIndexOf('/'));
}

function remembered(all, key, find) {
  const known = all.get(key) ?? { ...find(), shortCircuit: true };
  all.set(key, known);
  return known;
}
