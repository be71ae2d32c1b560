import { spelled } from './spelling.ts';

/** What a meeting is called if it has no other name; before "about" it gives way to the subject. */
const generic =
  /^(?:(?:a|an|the|quick|short|brief|video|zoom|teams|phone|conference|online|virtual|remote|new|team|one|another|group|small|little|fast|urgent|private|regular|recurring|usual|informal|friendly|arvo|morning|afternoon|evening|lunchtime|follow-up|followup|auld|old|wee|cheeky|proper|solid|little|long|longer|lightning|super|speedy|rapid|nice|good|decent|last-minute|impromptu|spontaneous|joint|internal|external|dedicated|separate|face-to-face|in-person) )*(?:meeting|booking|mtg|call|videocall|bridge|bridge call|chat|talk|speak|thing|rendezvous|rendez-vous|rdv|termin|sit-down|sitdown|zoom|conversation|discussion|appointment|event|invite|something|one|word|quick word|time|slot|conference|meet|meet-up|meetup|session|videoconference)s?$|^(?:(?:a|an|the|quick|short|brief|little|wee|cheeky|auld|wee|fast|proper|rapid|nice|good|virtual|arvo|morning|afternoon|evening|lunchtime|regular|team) )*(?:touch base|sync up|catch up|meet up|circle back|check back|huddle|connect|reconnect|regroup|reconvene|sit down|ring|phone|(?:hop|jump|get) on(?: an?)?(?: quick| short| brief)?(?: call| zoom| video)?)(?: (?:on|again))?$/iu;

export function isGeneric(text: string): boolean {
  return generic.test(text.replace(/\p{L}+/gu, (word) => spelled(word.toLowerCase())));
}

/** Kinds of meetings that are names by themselves, and say no more than the subject where there is one: "sync about pricing". */
const kinds =
  /^(?:(?:a|an|the|quick|short|brief|little|team|weekly|daily|virtual|video|internal) )*(?:sync|sync-?up|follow-?up|follow up|check-?in|check in|alignment|touch-?point|huddle|catch-?up|connect|1:1|1-1|1-on-1|1 on 1|one (?:on|to) one|one-(?:on|to)-one)$/iu;

/** True for what gives way to a subject behind it. */
export function isKind(text: string): boolean {
  return isGeneric(text) || kinds.test(text);
}
