import type { FastifyInstance } from 'fastify';

/** Every route of a running server, with parameters as they are declared: `POST /connect/:nonce`. */
export function routesOf(server: FastifyInstance): readonly { readonly method: string; readonly path: string }[] {
  const above: string[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[└├]── (\S+) \(([^)]+)\)$/u.exec(line) ?? [];
      if (part === '') return [];
      const depth = indent.length / 4;
      const parent = above[depth - 1] ?? '';
      const path = `${parent}${parent.endsWith('/') && part.startsWith('/') ? part.slice(1) : part}`;
      above[depth] = path;
      return methods.split(', ').map((method) => ({ method, path }));
    });
}
