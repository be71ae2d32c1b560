/** How one person likes things: what was set here. */
export interface Preferences {
  /** IANA name. */
  readonly timeZone?: string;
  /** What the chat platform said last, for what is done while the person is not there: it holds as long as nothing is set. */
  readonly heard?: Heard;
  /** True: 3:00 pm; false: 15:00. Absent: as the locale has it. */
  readonly hour12?: boolean;
  /** 1 is Monday, 7 is Sunday. Absent: as the locale has it. */
  readonly firstDayOfWeek?: number;
  /** Minutes before a meeting; none: no reminders. */
  readonly leads: readonly number[];
  /** Between these local times, `22:00` and `07:00`, nobody is reminded. */
  readonly quiet?: { readonly from: string; readonly to: string };
  /** Large channels (`Crowd.place`) in which cards are posted without asking, oldest first. */
  readonly unaskedIn?: readonly string[];
  /** True: nobody calls them into running meetings. */
  readonly callsOff?: boolean;
  /** Where meetings that this person starts take place. Absent: as is usual in the workspace. */
  readonly room?: RoomChoice;
  /** When the day's meetings are sent, local `08:30`. */
  readonly agenda?: { readonly time: string; readonly days: 'daily' | 'weekdays' };
}

/** In one's own permanent room, or in a new one for each meeting. */
export type RoomChoice = 'own' | 'new';

/** What holds until somebody sets it: one reminder, ten minutes before. */
export const usualPreferences: Preferences = { leads: [10] };

/** Where and in which language somebody is, as their chat platform says. */
export interface Heard {
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
}
