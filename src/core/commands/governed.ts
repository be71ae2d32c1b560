import type { CommandContext } from '../command.ts';
import { admits } from '../policy/values.ts';
import type { Text } from '../reply.ts';
import type { Guest } from '../schedule.ts';

type Governed = Pick<CommandContext, 'policy' | 'say'>;

/** What somebody wants of a meeting; undefined where nothing was said. */
export interface WishedOptions {
  readonly lobby?: boolean;
  readonly recording?: boolean;
}

/** Lobby and recording as the rules of the workspace have them, and what is said where that is not as it was wished. */
export async function governedOptions<Options extends WishedOptions>(
  { policy, say }: Governed,
  wished: Options,
): Promise<{ readonly options: Options & Required<WishedOptions>; readonly told?: Text }> {
  const settings = ['lobby', 'recording'] as const;
  const rulings = await Promise.all(settings.map((setting) => policy.ruling(setting)));
  const options = { ...wished, lobby: wished.lobby === true, recording: wished.recording === true };
  const notes: string[] = [];
  for (const [index, setting] of settings.entries()) {
    const ruling = rulings[index];
    if (!ruling) continue;
    const isFixed = ruling.value === 'always' || ruling.value === 'never';
    if (isFixed) options[setting] = ruling.value === 'always';
    else options[setting] = wished[setting] ?? ruling.value === 'on';
    if (isFixed && wished[setting] !== undefined && wished[setting] !== options[setting])
      notes.push(say.policy.fixed(ruling));
  }
  return { options, ...(notes.length > 0 && { told: [notes.join(' ')] }) };
}

/** Those of them who may be invited, and what is said of the others. */
export async function admittedGuests<One extends Guest>(
  { policy, say }: Governed,
  guests: readonly One[],
): Promise<{ readonly guests: readonly One[]; readonly told?: Text }> {
  const outside = guests.filter(({ identity }) => !identity);
  if (outside.length === 0) return { guests };
  const ruling = await policy.ruling('outsiders');
  const refused = outside.filter(({ email = '' }) => !admits(ruling.value, email));
  if (refused.length === 0) return { guests };
  const names = refused.map(({ email, name }) => email ?? name);
  return { guests: guests.filter((one) => !refused.includes(one)), told: say.policy.notInvited(names, ruling) };
}
