import type { CommandContext } from '../../command.ts';
import type { Mention } from '../../invocation.ts';
import type { Reader } from '../../when/index.ts';

/** Where the mentions of the message stand in the part of it that is read. */
export function mentionsIn(context: Pick<CommandContext, 'invocation'>, text: string): Reader['mentions'] {
  return mentionsWithin(context, text).map(({ start, length, id, name }) => ({
    start,
    length,
    id,
    handle: name ?? id,
  }));
}

/** The mentions of the message as they would be, were that part all of it. */
export function mentionsWithin({ invocation }: Pick<CommandContext, 'invocation'>, text: string): readonly Mention[] {
  let from = 0;
  return invocation.mentions.flatMap((mention) => {
    const { start, length } = mention;
    const at = text.indexOf(invocation.text.slice(start, start + length), from);
    if (at < 0 || length === 0) return [];
    from = at + length;
    return [{ ...mention, start: at }];
  });
}
