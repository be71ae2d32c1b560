import type { MeetingOptions } from './draft.ts';

/** Phrases that switch something off; longer ones first. */
export const off = [
  'there is? no need to|for a?',
  'no need to|for a?',
  'do not|never',
  "don't|dont|doesn't|not to?",
  'turn|switch off the?',
  'disable|skip the?',
  'without a|the|any?',
  'w / o a|the|any?',
  'no|not|never a|the?',
  'except for? the?',
];

/** Phrases that switch something on; longer ones first. */
export const on = [
  'with a|an|the|automatic|auto|cloud? waiting',
  'with a|an|the|automatic|auto|cloud?',
  'w / a?',
  'w a|the?',
  'and|n|plus|using|via|as|, a|an|the?',
  'turn|switch on the?',
  'turn|switch|leave|put the?',
  'enable|use|activate the|a?',
  'make it|this a?',
  'please|pls|plz|kindly',
  "let us|let's|lets",
  'can|could|will|would|should you|we|someone please?',
  'it|this|that|session|call|meeting|everything should|must|will|is|to be?',
  'to|also|then|just',
  "make|be sure it's|its|to|that's",
  'make|be sure that? it|this is|gets',
  "it's|its",
  'we|you|i should|must|need|want|can|will to?',
  'it is a',
  'needs a?',
  '&|/',
  '+',
];

/** What is switched, in the words that people have for it. */
export const things: readonly (readonly [option: keyof MeetingOptions, phrases: readonly string[]])[] = [
  [
    'lobby',
    [
      'lobby',
      'waiting - room',
      'waiting room',
      'waitingroom',
      'knocking',
      'knock first|to?',
      'guests|everyone|people|they|externals|attendees|participants should|must|have|will|need? to? knock|knocks|wait|waits in|outside? the? lobby|waiting? room?',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? lobby',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting - room',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting room',
      'let|make|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others knock|wait first?',
      'nobody|noone gets|comes|walks|is in|straight? without waiting|knocking in? the? lobby?',
      'nobody|noone gets|comes|walks in without waiting|knocking in the lobby',
      'a lobby',
      'lobby on',
      'green room',
    ],
  ],
  [
    'recording',
    [
      'auto - record|recording',
      'autorecord',
      'recording',
      'start recording',
      'hit|press|push|click|smash the? record button?',
      'a|the recording of? it|this|that?',
      'make|keep|do|start a recording of? it|this|that?',
      'have|get|want|need|keep|like it|this|that|everything|the|session|call|meeting session|call|meeting? recorded',
      'to? be? recorded',
      'record it|this|that|everything|us|automatically|all one|session|call|meeting|time?',
      'record the|this|our meeting|call|session|event|webinar|training|whole?',
      'record',
      'recorded',
      'rec it|this|that?',
    ],
  ],
  ['webinar', ['webinar', 'webinars']],
];
