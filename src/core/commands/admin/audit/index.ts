import { customersToBind } from '../../../administration.ts';
import type { CommandContext } from '../../../command.ts';
import type { Outcome } from '../../../effect.ts';
import type { Identity } from '../../../invocation.ts';
import type { Matched } from '../../../name-match.ts';
import { habitsOf } from '../../../reader.ts';
import { type Card, signInUrl } from '../../../reply.ts';
import { inPlace, privately } from '../../answer.ts';
import { signInOrigin } from '../../sign-in-prompt.ts';
import { pageButtons, press } from '../cards.ts';
import { noted } from '../noted.ts';
import { mentioned, type Person, personCalled, withPerson } from '../persons.ts';
import type { AdminTask } from '../task.ts';
import { type AuditTask, readAuditTask } from './line.ts';

/** `admin audit …`: what was done in this workspace, by whom, and what came of it. */
export const audit: AdminTask = {
  word: 'audit',
  summary: 'See what was done in this workspace and by whom, and save it',
  examples: ['audit', 'audit users suspended', 'audit @Bob refused yesterday', 'audit export'],
  search: { label: 'What was done, by whom, what came of it, or a day', line: (words) => words },
  needs: () => 'audit.see',
  wish: () => 'see the audit of this workspace',

  async run(context, rest) {
    const { say, stores, invocation, link, arguments: given } = context;
    const bound = (await stores.workspaces.find(invocation.from))?.customer;
    await customersToBind({ session: context.ucaas(), link, bound, say, verb: 'audit.see' });
    const { timeZone = 'UTC' } = await habitsOf(context);
    const asked = readAuditTask(rest, timeZone, context.clock());
    if (asked.isExport) return exportLink(context);
    const wanted = asked.unknown.join(' ');
    const isMentioned = given.mentions.some(({ kind }) => kind === 'person');
    if (wanted !== '' && (isMentioned || asked.userId))
      return privately(context, { text: say.audit.unknown(asked.unknown) });
    if (asked.userId) return page(context, asked, { ...invocation.from, userId: asked.userId });
    if (wanted === '' && !isMentioned) return page(context, asked);
    const matched: Matched<Person> = isMentioned
      ? { by: 'exact', found: (await mentioned(context)).slice(0, 1) }
      : await personCalled(context, wanted);
    const unknown = isMentioned ? say.persons.notFound : say.audit.unknown(asked.unknown);
    return withPerson(context, { wanted, matched, line: `audit ${asked.line}`, unknown }, (person) =>
      page(context, asked, person.identity),
    );
  },
};

/** Part of what was done, by somebody or by anybody. */
async function page(context: CommandContext, asked: AuditTask, who?: Identity): Promise<Outcome> {
  const { say, stores, invocation } = context;
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
}

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
