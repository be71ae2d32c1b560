import { customersToBind } from '../../../administration.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { Identity } from '../../../invocation.ts';
import { habitsOf } from '../../../reader.ts';
import { type Card, signInUrl } from '../../../reply.ts';
import { inPlace, privately } from '../../answer.ts';
import { signInOrigin } from '../../sign-in-prompt.ts';
import { pageButtons, press } from '../cards.ts';
import { noted } from '../noted.ts';
import type { AdminTask } from '../task.ts';
import { readAuditTask } from './line.ts';

/** `admin audit …`: what was done in this workspace, by whom, and what came of it. */
export const audit: AdminTask = {
  word: 'audit',
  summary: 'See what was done in this workspace and by whom, and save it',
  examples: ['audit', 'audit users suspended', 'audit @Bob refused yesterday', 'audit export'],
  search: { label: 'What was done, what came of it, or a day', line: (words) => words },
  needs: () => 'audit.see',
  wish: () => 'see the audit of this workspace',

  async run(context, rest) {
    const { say, stores, invocation, link } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: context.ucaas(), link, bound, say, verb: 'audit.see' });
    const { timeZone = 'UTC' } = await habitsOf(context);
    const asked = readAuditTask(rest, timeZone, context.clock());
    if (asked.isExport) return exportLink(context);
    if (asked.unknown.length > 0) return privately(context, { text: say.audit.unknown(asked.unknown) });
    const who = await personIn(context, asked.userId);
    if (who === 'unknown') return privately(context, { text: say.audit.personUnknown });
    const { rows, isLast } = await stores.audit.page(invocation.from, { ...asked.search, who }, asked.page);
    const text = say.lists.text({ count: rows.length, page: asked.page, isLast }, 'line', say.audit.none);
    const line = [`audit ${asked.line}`, ...(who && !asked.userId ? [`#${who.userId}`] : []), 'page'].join(' ');
    const card: Card = {
      title: say.audit.title,
      tone: 'neutral',
      body: text,
      facts: rows.map(say.audit.fact),
      buttons: [...pageButtons(say, { line, page: asked.page, isLast }), press(say.audit.export, 'audit export')],
    };
    const shown = inPlace(context, { visibleTo: 'caller', text, card });
    // Whoever turns the pages looks once.
    return asked.page === 1 ? noted(shown, { action: 'audit.read' }) : shown;
  },
};

/** The file is saved on a page of ours: no chat gets to keep it. */
function exportLink(context: CommandContext): Outcome {
  const { say, invocation } = context;
  const text = say.audit.exportText;
  return privately(context, {
    text,
    card: {
      ...{ title: say.audit.title, tone: 'neutral', body: text, footnote: say.signInFootnote },
      buttons: [{ kind: 'open', label: say.audit.open, url: signInUrl, primary: true }],
    },
    signIn: signInOrigin(invocation, { resumes: false, purpose: 'audit' }),
  });
}

/** Whoever is mentioned; undefined: everybody. */
async function personIn(
  { chat, invocation, arguments: given }: CommandContext,
  userId: string | undefined,
): Promise<Identity | 'unknown' | undefined> {
  if (userId) return { ...invocation.from, userId };
  const mentions = given.mentions.filter(({ kind }) => kind === 'person');
  if (mentions.length === 0) return undefined;
  const [person] = await chat.people(invocation.at, mentions);
  return person?.identity ?? 'unknown';
}
