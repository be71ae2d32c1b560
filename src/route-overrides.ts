import { readFile } from 'node:fs/promises';
import { ConfigError } from './config.ts';
import { parseRouteOverrides, type RouteOverrides } from './ucaas/overrides.ts';

/** Reads the file that `UCAAS_ROUTES` names; no path, no overrides. Throws `ConfigError` with what is wrong with it. */
export async function readRouteOverrides(path: string | undefined): Promise<RouteOverrides | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ConfigError([`UCAAS_ROUTES names ${path}, which cannot be read: ${reason(error)}`], { cause: error });
  });
  try {
    return parseRouteOverrides(text);
  } catch (error) {
    throw new ConfigError([`UCAAS_ROUTES names ${path}, which is not right: ${reason(error)}`], { cause: error });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
