import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AuditFile, auditFormats } from '../../../src/core/audit-file.ts';
import type { Clock, Log } from '../../../src/core/ports.ts';
import { privately, sendPage } from '../../page.ts';
import type { Cookies } from '../cookies.ts';
import { auditView } from './audit-views.ts';
import { createFormCheck } from './form-check.ts';
import { forgedView, goneView } from './link-views.ts';
import { postLimit } from './post-limit.ts';

const asked = z.object({ format: z.enum(auditFormats).catch('csv') });
const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

/** The file behind the page of `audit-views.ts`. */
export function serveAudit(
  server: FastifyInstance,
  deps: {
    readonly auditFile: AuditFile;
    readonly cookies: Cookies;
    readonly publicUrl: string;
    readonly log: Log;
    readonly clock: Clock;
  },
): void {
  const genuine = createFormCheck(deps);

  server.post('/:nonce/audit', { config: { rateLimit: postLimit } }, async (request, reply) => {
    const { nonce } = z.object({ nonce: z.string().max(100) }).parse(request.params);
    const browser = genuine(request, nonce);
    if (!browser) return sendPage(reply, 403, forgedView());
    const { format } = asked.parse(request.body);
    const answer = await deps.auditFile.give(nonce, browser, format);
    if (answer.ok) {
      deps.cookies.release(reply, nonce);
      const name = `meetwire-audit-${deps.clock().toISOString().slice(0, 10)}.${format}`;
      return reply
        .headers({ ...privately, 'content-disposition': `attachment; filename="${name}"` })
        .type(types[format])
        .send(Readable.from(answer.content));
    }
    const { page, problem } = answer;
    if (page.step === 'gone')
      return sendPage(reply, page.reason === 'unknown' ? 404 : 410, goneView(page, `/connect/${nonce}/another`));
    if (page.step !== 'audit') return reply.redirect(`/connect/${nonce}`, 303);
    const target = { action: `/connect/${nonce}`, formToken: deps.cookies.formToken(browser, nonce) };
    return sendPage(reply, 403, auditView(page, target, { problem }));
  });
}
