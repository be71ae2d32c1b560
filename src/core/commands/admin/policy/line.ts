import type { Mention } from '../../../invocation.ts';
import type { PlaceKind, PolicyPlace, PolicyRole } from '../../../policy/scope.ts';
import { type PolicySetting, policySettings } from '../../../policy/settings.ts';

/** What somebody said of the rules. */
export type PolicyLine =
  | { readonly task: 'list'; readonly page: number }
  /** `who`: by name or one of our ids; empty where nobody is named. */
  | { readonly task: 'try'; readonly where: Where; readonly who: string }
  /** One of our own buttons, which carries the rule. */
  | { readonly task: 'apply' }
  | { readonly task: 'keep' }
  | { readonly task: 'unknown'; readonly said: string }
  | {
      readonly task: 'rule';
      readonly setting: PolicySetting;
      /** As it was said; empty where nothing was. */
      readonly value: string;
      /** True where the rule is to be taken away. */
      readonly isDefault: boolean;
      readonly role?: PolicyRole;
      readonly where: Where;
    };

/** Where a rule is to hold. `unknown`: a channel of which nobody knows which one it is. */
export type Where =
  | { readonly kind?: PlaceKind; readonly place?: PolicyPlace }
  | { readonly isHere: true }
  | { readonly unknown: string };

const settingWords: Readonly<Record<string, PolicySetting>> = {
  ...Object.fromEntries(policySettings.map((setting) => [setting, setting])),
  ...({ starting: 'start', meetings: 'start', planning: 'plan', schedule: 'plan', scheduling: 'plan' } as const),
  ...({ rooms: 'room', channels: 'large', lobbies: 'lobby', member: 'members', record: 'recording' } as const),
  ...({ outsider: 'outsiders', outside: 'outsiders', external: 'outsiders', externals: 'outsiders' } as const),
  ...({ remind: 'reminders', reminder: 'reminders' } as const),
};

const roleWords: readonly (readonly [RegExp, PolicyRole | undefined])[] = [
  [/\bfor (?:all )?guests?\b/iu, 'guest'],
  [/\bfor (?:all )?(?:users?|members?)\b/iu, 'user'],
  [/\bfor (?:all )?admin(?:istrator)?s?\b/iu, 'administrator'],
  [/\bfor (?:everybody|everyone|anybody|anyone|all)\b/iu, undefined],
];

const kindWords: readonly (readonly [RegExp, PlaceKind])[] = [
  [/\bin (?:all )?public channels?\b/iu, 'public'],
  [/\bin (?:all )?private channels?\b/iu, 'private'],
  [/\bin (?:all )?group (?:chats?|messages?|dms?)\b/iu, 'group'],
  [/\bin (?:all )?(?:direct (?:chats?|messages?)|dms?)\b/iu, 'direct'],
];

const byDefault = /^(?:(?:the )?default|reset|remove|delete|clear|as usual)$/iu;

/** Reads what was said after `admin policy`. */
export function readPolicyLine(text: string, mentions: readonly Mention[]): PolicyLine {
  const said = text.trim();
  const [, page = '1'] = /^(?:list|page)(?: (\d{1,4}))?$/iu.exec(said) ?? [];
  if (/^(?:|(?:list|page)(?: \d{1,4})?)$/iu.test(said)) return { task: 'list', page: Math.max(Number(page), 1) };
  if (said === 'apply' || said === 'keep') return { task: said };
  const line = said.replace(/^set /iu, '');
  const word = line.split(' ', 1)[0] ?? '';
  const rest = line.slice(word.length);
  if (/^(?:try|test|dry-?run)$/iu.test(word)) {
    const { where, left } = whereIn(rest, mentions);
    return {
      task: 'try',
      where,
      who: left
        .replace(/\s+/gu, ' ')
        .replace(/^ ?for /iu, '')
        .trim(),
    };
  }
  const setting = Object.hasOwn(settingWords, word.toLowerCase()) ? settingWords[word.toLowerCase()] : undefined;
  if (!setting) return { task: 'unknown', said: word };
  const who = roleWords.find(([pattern]) => pattern.test(rest));
  const { where, left } = whereIn(who ? rest.replace(who[0], ' ') : rest, mentions);
  const value = left.replace(/\s+/gu, ' ').trim();
  return {
    task: 'rule',
    setting,
    value: byDefault.test(value) ? '' : value,
    isDefault: byDefault.test(value),
    role: who?.[1],
    where,
  };
}

/** Where, and what is left of the line without it. */
function whereIn(text: string, mentions: readonly Mention[]): { readonly where: Where; readonly left: string } {
  const channel = mentions.find(({ kind }) => kind === 'channel');
  if (channel) {
    const name = channel.name === undefined ? '' : `#${channel.name.replace(/^#/u, '')}`;
    return {
      where: { place: { id: channel.id, name } },
      left: text.replace(/\bin\s*$/iu, ' ').replace(/\bin\s+(?=for\b)/iu, ' '),
    };
  }
  const kind = kindWords.find(([pattern]) => pattern.test(text));
  if (kind) return { where: { kind: kind[1] }, left: text.replace(kind[0], ' ') };
  const here = /\b(?:in )?(?:here|this (?:channel|chat|group))\b/iu;
  if (here.test(text)) return { where: { isHere: true }, left: text.replace(here, ' ') };
  const [named, name = ''] = /\bin (#\S+|(?:the )?\S+ channel)\b/iu.exec(text) ?? [];
  if (named) return { where: { unknown: name }, left: text.replace(named, ' ') };
  return { where: {}, left: text.replace(/\beverywhere\b/iu, ' ') };
}
