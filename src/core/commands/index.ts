import { distance } from 'fastest-levenshtein';
import type { Command, Topic } from '../command.ts';
import { access } from './access/index.ts';
import { account } from './account.ts';
import { consoleOpened } from './admin/console.ts';
import { credentialsGiven } from './admin/credentials-given.ts';
import { admin } from './admin/index.ts';
import { answerCall } from './answer-call.ts';
import { answerInvitation } from './answer-invitation.ts';
import { browser } from './browser.ts';
import { calendar } from './calendar.ts';
import { call } from './call.ts';
import { cancel } from './cancel.ts';
import { code } from './code.ts';
import { connect } from './connect.ts';
import { connected } from './connected.ts';
import { contacts } from './contacts/index.ts';
import { departed } from './departed.ts';
import { disconnect } from './disconnect.ts';
import { doctor } from './doctor.ts';
import { edit } from './edit.ts';
import { end } from './end.ts';
import { forget } from './forget.ts';
import { forgotten } from './forgotten.ts';
import { groups } from './groups/index.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { extend } from './inside/extend.ts';
import { lobby } from './inside/lobby.ts';
import { lock, unlock } from './inside/lock.ts';
import { mute, unmute } from './inside/mute.ts';
import { poll } from './inside/poll.ts';
import { remove } from './inside/remove.ts';
import { invite } from './invite.ts';
import { join } from './join.ts';
import { list } from './list.ts';
import { move } from './move.ts';
import { now } from './now.ts';
import { agenda } from './preferences/agenda.ts';
import { remind } from './preferences/remind.ts';
import { settings } from './preferences/settings.ts';
import { snooze } from './preferences/snooze.ts';
import { recordings } from './recordings.ts';
import { room } from './room.ts';
import { sameHuman } from './same-human.ts';
import { schedule } from './schedule/index.ts';
import { show } from './show.ts';
import { status } from './status.ts';
import { talk } from './talk.ts';
import { tooLong } from './too-long.ts';
import { uninvite } from './uninvite.ts';
import { unknown } from './unknown.ts';
import { who } from './who.ts';
import { why } from './why.ts';

/** The commands that people type, by what they want with them, in the order of the help. */
export const topics: readonly Topic[] = [
  { name: 'start', commands: [now, join, room, call] },
  { name: 'plan', commands: [schedule, list, show, edit, move, cancel, invite, uninvite, recordings] },
  { name: 'inside', commands: [who, lobby, mute, unmute, remove, lock, unlock, poll, extend, end] },
  { name: 'people', commands: [contacts, groups] },
  { name: 'times', commands: [remind, agenda, calendar, settings] },
  { name: 'account', commands: [connect, access, browser, account, disconnect, status, forget] },
  { name: 'more', commands: [admin, why, doctor, help] },
];

/** The commands that people type, in the order of the help. */
export const typedCommands: readonly Command[] = topics.flatMap((topic) => topic.commands);

/** Those that are reached from a button or from the inside. */
const hiddenCommands: readonly Command[] = [
  ...[
    home,
    code,
    connected,
    sameHuman,
    credentialsGiven,
    consoleOpened,
    forgotten,
    departed,
    answerInvitation,
    answerCall,
    snooze,
    talk,
    tooLong,
  ],
  unknown,
];

const byWord = new Map(
  typedCommands.flatMap((command) => [command.name, ...(command.aliases ?? [])].map((word) => [word, command])),
);
const byName = new Map([...typedCommands, ...hiddenCommands].map((command) => [command.name, command]));

/** The command that a typed word means. Hidden commands have no word. */
export function findTyped(word: string): Command | undefined {
  return byWord.get(word);
}

/** A command by its name, hidden ones included. */
export function findNamed(name: string): Command | undefined {
  return byName.get(name);
}

/** The commands whose words are nearest to what was typed, nearest first; none if nothing is near. */
export function nearest(word: string): readonly Command[] {
  if (word === '' || word.length > 30) return [];
  const near = [...byWord.keys()]
    .map((known) => ({ known, far: farness(word, known) }))
    .filter(({ known, far }) => far <= Math.max(1, Math.floor(known.length / 3)))
    .sort((one, other) => one.far - other.far)
    .map(({ known }) => byWord.get(known));
  return [...new Set(near)].filter((command) => command !== undefined).slice(0, 3);
}

/** Beginnings count as hits, swapped letters as one slip: those are the typos that people make in short words. */
function farness(word: string, known: string): number {
  // `can` is no beginning of `cancel`: less than half of a word says little, and what is offered may be grave.
  if (known.startsWith(word) && word.length > 1 && (word.length > known.length / 2 || known.length < 5)) return 0;
  const letters = (text: string) => [...text].sort().join('');
  return letters(word) === letters(known) ? 1 : distance(word, known);
}
