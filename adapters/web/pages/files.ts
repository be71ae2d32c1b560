import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type FileBehindLink, fileFormats } from '../../../src/core/file-behind-link.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { privately, sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { type FilePurpose, filePurposes, fileView } from './file-views.ts';
import { createFormCheck } from './form-check.ts';
import { forgedView, goneView } from './link-views.ts';
import { postLimit } from './post-limit.ts';

/** The files that pages give, by what their link is for. */
export type FilesBehindLinks = Readonly<Record<FilePurpose, FileBehindLink>>;

const asked = z.object({ format: z.enum(fileFormats).catch('csv') });
const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

/** The files behind the pages of `file-views.ts`. */
export function serveFiles(
  server: FastifyInstance,
  deps: {
    readonly files: FilesBehindLinks;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly log: Log;
    readonly clock: Clock;
  },
): void {
  const genuine = createFormCheck(deps);
  for (const purpose of filePurposes) serve(purpose);

  function serve(purpose: FilePurpose): void {
    server.post(`/:nonce/${purpose}`, { config: { rateLimit: postLimit } }, async (request, reply) => {
      const { nonce } = z.object({ nonce: z.string().max(100) }).parse(request.params);
      const browser = genuine(request, nonce);
      if (!browser) return sendPage(reply, 403, forgedView());
      const { format } = asked.parse(request.body);
      const answer = await deps.files[purpose].give(nonce, browser, format);
      if (answer.ok) {
        deps.cookies.release(reply, nonce);
        const name = `meetwire-${purpose}-${deps.clock().toISOString().slice(0, 10)}.${format}`;
        return reply
          .headers({ ...privately, 'content-disposition': `attachment; filename="${name}"` })
          .type(types[format])
          .send(Readable.from(answer.content));
      }
      const { page, problem } = answer;
      if (page.step === 'gone')
        return sendPage(reply, page.reason === 'unknown' ? 404 : 410, goneView(page, `/connect/${nonce}/another`));
      if (page.step !== purpose) return reply.redirect(`/connect/${nonce}`, 303);
      const target = { action: `/connect/${nonce}`, formToken: deps.cookies.formToken(browser, nonce) };
      return sendPage(reply, 403, fileView(purpose)(page, target, { problem }));
    });
  }
}
