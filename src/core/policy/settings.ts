import type { Verb } from '../authorize.ts';
import { usualPreferences } from '../preferences.ts';

/**
 * What a workspace may decide about meetings.
 * - `start`, `plan`: who starts meetings at once, and who plans them
 * - `large`: whether a card may be posted where many see it; `ask` asks whoever starts one
 * - `room`: whether a meeting that is started has a room of its own, or its host's permanent one, where nobody says which
 * - `lobby`, `recording`: what holds where nobody says otherwise (`on`, `off`), or whatever anybody says (`always`, `never`)
 * - `recordings`: whether a recording is told of where the cards of its meeting stand, or to its host alone, who may post it there
 * - `members`: whether the members of a channel knock as well where there is a lobby, or come straight in (`in`), where nobody says otherwise
 * - `outsiders`: whether people without a chat of this workspace may be invited by their addresses: anyone, nobody, or those of
 *   certain domains (`acme.example partner.example`)
 * - `reminders`: how long before a meeting those are reminded who have not chosen that themselves, in minutes (`10`, `30 5`), or `off`
 */
export const policySettings = [
  'start',
  'plan',
  'large',
  'room',
  'lobby',
  'members',
  'recording',
  'recordings',
  'outsiders',
  'reminders',
] as const;

export type PolicySetting = (typeof policySettings)[number];

/** The words that each knows; beside them, `outsiders` takes domains and `reminders` takes minutes. */
export const settingValues: { readonly [setting in PolicySetting]: readonly string[] } = {
  start: ['yes', 'no'],
  plan: ['yes', 'no'],
  large: ['yes', 'ask', 'no'],
  room: ['new', 'personal'],
  lobby: ['off', 'on', 'always'],
  members: ['knock', 'in'],
  recording: ['off', 'on', 'always', 'never'],
  recordings: ['posted', 'host'],
  outsiders: ['anyone', 'nobody'],
  reminders: ['off'],
};

/** What holds where there is no rule. */
export const usualValues: { readonly [setting in PolicySetting]: string } = {
  start: 'yes',
  plan: 'yes',
  large: 'ask',
  room: 'new',
  lobby: 'off',
  members: 'knock',
  recording: 'off',
  recordings: 'posted',
  outsiders: 'anyone',
  reminders: usualPreferences.leads.join(' '),
};

/** What has to be allowed by a rule before it is done, whatever way it is asked for. */
export const governedVerbs: { readonly [verb in Verb]?: 'start' | 'plan' } = {
  'meeting.start': 'start',
  'room.share': 'start',
  'meeting.plan': 'plan',
};

/** True where it is read without anybody's place or role being at hand: it has rules for everybody everywhere alone. */
export function holdsEverywhereAlone(setting: PolicySetting): boolean {
  return setting === 'reminders' || setting === 'recordings';
}
