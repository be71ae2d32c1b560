import type { MeetingOptions } from './draft.ts';

/** Phrases that switch something off; longer ones first. */
export const off = [
  'there is? no need to|for a?',
  'no need to|for a?',
  'do not use|enable|activate|need|want|have|set the|a|any?',
  "don't|dont|doesn't|never|not use|enable|activate|need|want|have|set the|a|any?",
  'do not turn|switch|put on the?',
  "don't|dont|never|not turn|switch|put on the?",
  'do not make|run|hold it|this|that as? a?',
  "don't|dont|never make|run|hold it|this|that as? a?",
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
  'turn|switch|leave|put|keep|have the|a?',
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

/** Whoever is not let in at once, and until when. */
const wait =
  'candidates|guests|everyone|everybody|people|visitors|patients|parents|they|attendees|participants|applicants|clients|customers should|must|can|have|will|need? to? wait';
const letIn = 'until|till i|we|you let|admit them|people|everyone in?';

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
      'keep|put|hold|make|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|candidates|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting room until|till i|we let|admit them|people|everyone in?',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? lobby',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting - room',
      'keep|put|hold|make|let|leave|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others wait|waiting? in|into the? waiting room',
      'let|make|have guests|everyone|everybody|people|folks|folk|visitors|patients|parents|them|him|her|attendees|participants|externals|outsiders|others knock|wait first?',
      `${wait} outside ${letIn}`,
      `${wait} in|at the lobby|door ${letIn}`,
      `${wait} in|at the waiting room ${letIn}`,
      `${wait} outside`,
      `${wait} in|at the lobby|door`,
      `${wait} in the waiting room`,
      'nobody|noone gets|comes|walks|is in|straight? without waiting|knocking in? the? lobby?',
      'nobody|noone gets|comes|walks in without waiting|knocking in the lobby',
      'nobody|noone should|may|can|must|shall|will|to? come|comes|get|gets|enter|enters|is|join|joins|be|go|goes let? in|into? it? before|until|unless i|we|host let|lets|admit|admits them|people|him|her|anyone? in?',
      'people|guests|they|everyone|everybody|attendees|participants|visitors must|should|have|need|are to? be admitted|let in?',
      'people|guests|they|everyone|everybody|attendees|participants|visitors must|should|have|need to? wait until|till i|we let|admit them|people|everyone in?',
      'i|we want|need|prefer|like to admit|let people|them|everyone|guests|each in? myself|manually|one?',
      "i'll|i admit|let people|them|everyone|guests in? myself|manually",
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
      'make|keep|do|start|capture|save|take|get|grab a|the recording of? it|this|that?',
      'record the|this|our? call|session|meeting|event|webinar for the? team|others|rest|absentees|everyone|everybody|notes|minutes',
      'have|get|want|need|keep|like it|this|that|everything|the|session|call|meeting session|call|meeting? recorded',
      'to? be? recorded',
      'record it|this|that|everything|us|automatically|all|each|every one|session|call|meeting|time?',
      'record the|this|our meeting|call|session|event|webinar|training|whole?',
      'record',
      'recorded',
      'rec it|this|that?',
    ],
  ],
  ['webinar', ['webinar', 'webinars']],
];
