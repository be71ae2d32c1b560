import type { Invocation } from '../../invocation.ts';
import type { PolicyRule, Ruling } from '../../policy/rules.ts';
import type { PolicyRole, PolicyScope } from '../../policy/scope.ts';
import type { PolicySetting } from '../../policy/settings.ts';
import { leadsOf } from '../../policy/values.ts';
import type { Crowd } from '../../ports.ts';
import type { Fact, Text } from '../../reply.ts';
import { leadsWords } from './reminding.ts';
import { counted, list, named, type Typed } from './words.ts';

const labels: { readonly [setting in PolicySetting]: string } = {
  start: 'Starting meetings',
  plan: 'Planning meetings',
  large: 'Large channels',
  room: 'Room of a meeting',
  lobby: 'Lobby',
  members: 'Members of the channel',
  recording: 'Recording',
  recordings: 'Who sees recordings',
  outsiders: 'People from outside',
  reminders: 'Reminders',
};

const values: { readonly [setting in PolicySetting]: Readonly<Record<string, string>> } = {
  start: { yes: 'allowed', no: 'not allowed' },
  plan: { yes: 'allowed', no: 'not allowed' },
  large: { yes: 'cards are posted', ask: 'whoever starts a meeting is asked first', no: 'no cards are posted' },
  room: { new: 'one of its own, unless otherwise asked', personal: 'the host’s own, unless otherwise asked' },
  lobby: { off: 'off, unless it is asked for', on: 'on, unless it is not wanted', always: 'always on' },
  members: { knock: 'knock as well, where there is a lobby', in: 'come straight in, unless otherwise asked' },
  recording: {
    ...{ off: 'off, unless it is asked for', on: 'on, unless it is not wanted' },
    ...{ always: 'always on', never: 'never' },
  },
  recordings: {
    posted: 'those who see the meeting’s card: told of in its thread',
    host: 'its host alone, who may post it',
  },
  outsiders: { anyone: 'anyone may be invited', nobody: 'nobody may be invited' },
  reminders: { off: 'none, unless somebody chose some' },
};

const roles: { readonly [role in PolicyRole]: string } = {
  guest: 'guests',
  user: 'users',
  administrator: 'administrators',
};

const kinds = {
  public: 'in public channels',
  private: 'in private channels',
  group: 'in group chats',
  direct: 'in direct chats',
} as const;

function placeText({ kind, place }: PolicyScope): string {
  if (place) return place.name === '' ? 'in one channel' : `in ${place.name}`;
  return kind ? kinds[kind] : '';
}

function scopeText(scope: PolicyScope): string {
  const who = scope.role ? roles[scope.role] : 'everybody';
  const where = placeText(scope);
  return where === '' ? `${who}, everywhere` : `${who} ${where}`;
}

function valueText(setting: PolicySetting, value: string): string {
  const known = values[setting][value];
  if (known !== undefined) return known;
  if (setting === 'outsiders') return `only those at ${list(value.split(' '))}`;
  return `${leadsWords(leadsOf(value))} before`;
}

const ruleText = ({ setting, value, scope }: PolicyRule): string =>
  `${labels[setting]}, ${scopeText(scope)}: ${valueText(setting, value)}`;

/** About what a workspace has decided about meetings, and why something holds. */
export const policy = (typed: Typed) => {
  const whoCanChange = `an administrator of this workspace and of its customer, with “${typed('admin policy').typed}”`;
  const examples: Text = [
    typed('admin policy start no here'),
    ', ',
    typed('admin policy lobby always for guests'),
    ', ',
    typed('admin policy outsiders acme.example in public channels'),
  ];
  return {
    title: 'Rules of this workspace',
    label: (setting: PolicySetting) => labels[setting],
    valueText,
    scopeText,
    whoCanChange,
    /** The rule by which something is refused, and who can change it. */
    refusal: ({ setting, scope = {}, value }: Pick<Ruling, 'setting' | 'scope' | 'value'>) => {
      const where = placeText(scope);
      const behind = where === '' ? '' : ` ${where}`;
      const act = setting === 'plan' ? 'plan' : 'start';
      const who = scope.role ? roles[scope.role] : undefined;
      const rule =
        setting === 'start' || setting === 'plan'
          ? `${who ? `${who} do not ${act}` : `nobody ${act}s`} meetings${behind}`
          : `${labels[setting].toLowerCase()}: ${valueText(setting, value)}${who || behind ? ` (for ${scopeText(scope)})` : ''}`;
      return { rule: `by a rule of this workspace, ${rule}`, whoCanChange };
    },
    /** Where lobby or recording is not as somebody wished. */
    fixed: ({ setting, value }: Pick<Ruling, 'setting' | 'value'>): string =>
      `${labels[setting]} is ${value === 'always' ? 'always on' : 'never on'} here, by a rule of this workspace.`,
    notInvited: (names: readonly string[], { value }: Pick<Ruling, 'value'>): Text => [
      `${named(names)} ${names.length === 1 ? 'is' : 'are'} not invited: by a rule of this workspace, ${value === 'nobody' ? 'nobody may be invited from outside' : `only people at ${list(value.split(' '))} may be invited from outside`}. Who can change that: ${whoCanChange}.`,
    ],
    roomWithoutLobby: (settings: { readonly typed: string }): Text => [
      'By a rule of this workspace a lobby is always on, but your permanent room serves as the meeting and keeps its own door. Switch knocking on with ',
      settings,
      '.',
    ],
    /** Where a card may not be posted. */
    notPosted: ({ name, members, isMore }: Crowd, kind: Invocation['kind'], { scope = {} }: Ruling): Text => [
      `${name ?? (kind === 'group' ? 'This chat' : 'This channel')} has ${isMore ? 'more than ' : ''}${new Intl.NumberFormat('en').format(members)} members, and by a rule of this workspace (for ${scopeText(scope)}) no cards are posted where so many see them. Start it without posting? Its link is then for you to share. Who can change that: ${whoCanChange}.`,
    ],
    overview: (count: number): Text =>
      count === 0
        ? [
            'There are no rules yet: everybody may start and plan meetings everywhere here, invite anyone, and choose lobby and recording.',
          ]
        : [
            `${counted(count, 'rule')} hold${count === 1 ? 's' : ''} here. The narrowest counts: one for a role before one for everybody, one for a channel before one for its kind.`,
          ],
    ruleFact: ({ setting, value, scope }: PolicyRule): Fact => ({
      label: `${labels[setting]}, ${scopeText(scope)}`,
      value: [valueText(setting, value)],
    }),
    footnote: [
      ...(['Or say it: '] as const),
      ...examples,
      '. What would hold for somebody: ',
      typed('admin policy try @Bob'),
      '.',
    ] as Text,
    change: 'Add or change a rule',
    tryOut: 'Try them out',
    changeThis: 'Change',
    unknownSetting: (said: string): Text => [
      `There are no rules about “${said}”. There are some about ${list(Object.keys(labels))}, such as `,
      typed('admin policy start no here'),
      '.',
    ],
    unknownValue: (setting: PolicySetting, said: string, known: readonly string[]): Text => [
      said === ''
        ? `${labels[setting]} can be ${list([...known, 'default'])}`
        : `${labels[setting]} cannot be “${said}”, but ${list([...known, 'default'])}`,
      ', such as ',
      typed(`admin policy ${setting} ${known[0]}`),
      '.',
    ],
    /** Words for what a setting takes beside those it knows. */
    otherValues: { outsiders: 'domains (acme.example)', reminders: 'minutes before (10 and 30)' } as Readonly<
      Record<string, string>
    >,
    unknownPlace: (said: string): Text => [
      `I do not know where “${said}” is. Go there and say it with “here”, such as `,
      typed('admin policy start no here'),
      '.',
    ],
    notHere: [
      '“here” means a channel or a group chat: say it there. For direct chats, say ',
      typed('admin policy start no in direct chats'),
      '.',
    ] as Text,
    everywhereAlone: 'Reminders, and who sees recordings, are the same for everybody, everywhere here.',
    full: ['There are 500 rules already. Remove some that are not needed any more, then try it again.'] as Text,
    question: (rule: PolicyRule, value: string | undefined): Text => [
      value === undefined
        ? `Remove the rule “${ruleText(rule)}”?`
        : `From now on, for ${scopeText(rule.scope)}: ${labels[rule.setting].toLowerCase()} ${isAllowed(rule.setting) ? 'is ' : '– '}${valueText(rule.setting, value)}. Save this rule?`,
    ],
    questionTitle: 'A rule for this workspace',
    facts: { where: 'For', before: 'Until now', after: 'From now on', prior: 'Goes before it' },
    noRule: (value: string) => `${value} (no rule of its own)`,
    save: 'Save',
    saved: (rule: PolicyRule): Text => [`Saved: ${ruleText(rule)}.`],
    removed: (rule: Omit<PolicyRule, 'value'>, now: Ruling): Text => [
      `Removed: there is no rule for ${scopeText(rule.scope)} any more. ${labels[rule.setting]}: ${valueText(rule.setting, now.value)}${now.scope ? `, by the rule for ${scopeText(now.scope)}` : ''}.`,
    ],
    asBefore: ['Nothing was changed: that is so already.'] as Text,
    undo: 'Undo',
    all: 'All rules',
    form: {
      tryTitle: 'What would hold',
      tryIntro: 'Shows what the rules say to somebody in some place. Nothing is changed.',
      tryWho: 'For whom',
      tryWhoHint: 'Nobody: for yourself',
      trySubmit: 'Show it',
      tryOne: 'One person at a time, please.',
      title: 'A rule',
      intro:
        'The narrowest rule counts: one for a role before one for everybody, one for a channel before one for its kind.',
      submit: 'Save',
      what: 'What holds',
      who: 'For whom',
      where: 'Where',
      which: 'Domains or minutes',
      whichHint: 'Only for “only those at …” (acme.example) and “so many minutes before” (10 and 30)',
      whichWrong: {
        outsiders: 'Give domains, such as acme.example, partner.example.',
        reminders: 'Give minutes before a meeting, such as 10 and 30.',
      } as Readonly<Record<string, string>>,
      everybody: 'Everybody',
      everywhere: 'Everywhere',
      noRule: 'no rule of its own',
      domains: 'only those at the domains below',
      minutes: 'so many minutes before, as below',
      option: (setting: PolicySetting, words: string) => `${labels[setting]}: ${words}`,
      role: (role: PolicyRole) => capital(roles[role]),
      kind: (kind: keyof typeof kinds) => capital(kinds[kind]),
      place: (name: string) => `In ${name === '' ? 'one channel' : name}`,
    },
    whyTitle: (name?: string) => (name === undefined ? 'What holds for you here' : `What would hold for ${name}`),
    why: (role: PolicyRole, where: string, decided: number): Text => [
      `As one of the ${roles[role]}${where === '' ? '' : ` ${where}`}: ${decided === 0 ? 'no rule of this workspace decides anything; all is as usual' : `${counted(decided, 'thing')} ${decided === 1 ? 'is' : 'are'} decided by rules, the rest is as usual`}.`,
    ],
    whyFact: ({ setting, value, scope, beside }: Ruling): Fact => {
      const rest = beside.map((rule) => `${scopeText(rule.scope)} (${valueText(setting, rule.value)})`);
      const reason = scope
        ? `by the rule for ${scopeText(scope)}${rest.length > 0 ? `, which goes before ${list(rest)}` : ''}`
        : '';
      return { label: labels[setting], value: [[valueText(setting, value), reason].filter(Boolean).join(' – ')] };
    },
    whyFootnote: [`Who can change rules: ${whoCanChange}.`] as Text,
    whereText: placeText,
    here: 'here',
  };
};

function isAllowed(setting: PolicySetting): boolean {
  return setting === 'start' || setting === 'plan';
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
