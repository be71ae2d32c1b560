import type { CommandContext } from '../../command.ts';
import type { Reader } from '../../when/index.ts';

/** Where the mentions of the message stand in the part of it that is read. */
export function mentionsIn({ invocation }: Pick<CommandContext, 'invocation'>, text: string): Reader['mentions'] {
  let from = 0;
  return invocation.mentions.flatMap(({ start, length, id, name }) => {
    const at = text.indexOf(invocation.text.slice(start, start + length), from);
    if (at < 0 || length === 0) return [];
    from = at + length;
    return [{ start: at, length, id, handle: name ?? id }];
  });
}
