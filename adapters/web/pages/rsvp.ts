import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Answers, Invited } from '../../../src/core/answers.ts';
import { addToGoogle, addToOutlook } from '../../../src/core/calendar/add-links.ts';
import { shortDayWords } from '../../../src/core/calendar/words.ts';
import { joinUrl } from '../../../src/core/commands/join-url.ts';
import { meetingFileUrl } from '../../../src/core/marked-links.ts';
import type { Clock, Log, Secrets } from '../../../src/core/ports.ts';
import { sendPage } from '../../page.ts';
import { createRefusals } from '../../refusals.ts';
import { sameOrigin } from '../playground/guard.ts';
import { perLink } from './per-link.ts';
import {
  closedView,
  hostView,
  type Known,
  type MeetingLinks,
  refusedView,
  rsvpView,
  unknownView,
} from './rsvp-views.ts';

const path = z.object({ token: z.string().max(200) });
const given = z.object({ answer: z.enum(['yes', 'maybe', 'no']) });

/** Where people without chat answer invitations. Looking changes nothing: programs that scan mails look, too. */
export function serveRsvp(
  server: FastifyInstance,
  deps: {
    readonly answers: Answers;
    readonly secrets: Secrets;
    readonly publicUrl: string;
    readonly clock: Clock;
    readonly log: Log;
  },
): void {
  const own = new URL(deps.publicUrl);
  const tellRefused = createRefusals(deps, 'refused answers that did not come from a page of ours');

  server.get('/:token', { config: { rateLimit: perLink(60) } }, async (request, reply) => {
    const { token } = path.parse(request.params);
    const suggested = given.safeParse(request.query).data?.answer;
    return show(reply, token, await deps.answers.look(token), { suggested });
  });

  server.post('/:token', { config: { rateLimit: perLink(30) } }, async (request, reply) => {
    const { token } = path.parse(request.params);
    if (!sameOrigin(request, own)) {
      tellRefused({ route: request.routeOptions.url });
      return sendPage(reply, 403, refusedView(actionOf(token)));
    }
    const typed = given.safeParse(request.body);
    if (!typed.success) return show(reply, token, await deps.answers.look(token), {}, 422);
    return show(reply, token, await deps.answers.answer(token, typed.data.answer), { noted: true });
  });

  function show(
    reply: FastifyReply,
    token: string,
    invited: Invited,
    how: Parameters<typeof rsvpView>[3],
    status = 200,
  ): FastifyReply {
    if (invited.state === 'unknown') return sendPage(reply, 404, unknownView());
    if (invited.state !== 'open') return sendPage(reply, 410, closedView(invited));
    const links = linksOf(invited);
    if (invited.invitee.isHost) return sendPage(reply, status, hostView(invited, links));
    return sendPage(reply, status, rsvpView(invited, actionOf(token), links, how));
  }

  function actionOf(token: string): string {
    return `/rsvp/${encodeURIComponent(token)}`;
  }

  function linksOf({ planned, invitee }: Known): MeetingLinks {
    const { publicUrl, secrets, clock } = deps;
    const { office, only } = addToOutlook(planned, { publicUrl, now: clock() });
    return {
      join: joinUrl(publicUrl, planned),
      file: meetingFileUrl(publicUrl, secrets, invitee.id),
      google: addToGoogle(planned, { publicUrl }),
      outlook: office,
      outlookOnly: only && shortDayWords(planned, only),
    };
  }
}
