import type { CommandContext } from '../../command.ts';
import type { Outcome } from '../../effect.ts';
import type { Fact } from '../../reply.ts';
import { privately } from '../answer.ts';

/** `settings status on`, `settings status off`: whether the platform says beside somebody's name that they are in a meeting. */
export async function ownStatus(context: CommandContext, said: string): Promise<Outcome> {
  const { say, chat, stores, invocation, clock } = context;
  const words = say.ownStatus;
  const { statuses } = chat;
  if (/^(?:off|stop|disable)$/iu.test(said))
    return privately(context, { text: words.ended(await stores.statuses.end(invocation.from, clock())) });
  if (!/^(?:on|start|enable)$/iu.test(said)) return privately(context, { text: words.unknown(said) });
  if (!statuses) return privately(context, { text: words.notHere(invocation.from.platform) });
  if (await stores.statuses.since(invocation.from)) return privately(context, { text: words.isOn });
  const text = words.ask;
  return privately(context, {
    text,
    card: {
      ...{ title: words.title, tone: 'neutral', body: text, footnote: words.footnote },
      buttons: [{ kind: 'open', label: words.open, url: statuses.agreeUrl(invocation.from), primary: true }],
    },
  });
}

/** What the settings say of it, where there is such a thing. */
export async function statusFacts({ say, chat, stores, invocation }: CommandContext): Promise<readonly Fact[]> {
  if (!chat.statuses) return [];
  return [say.ownStatus.fact((await stores.statuses.since(invocation.from)) !== undefined)];
}
