import { type Actor, authorize, type Verb } from './authorize.ts';
import type { Arguments, Command } from './command.ts';
import { findNamed, findTyped } from './commands/index.ts';
import { now } from './commands/now.ts';
import { UserError } from './errors.ts';
import type { Invocation } from './invocation.ts';
import { isOfView } from './live/views.ts';
import { longestText, parse, parseInput } from './parse.ts';
import type { RunButton } from './reply.ts';
import { speaksOfTime } from './spoken.ts';
import type { FoundButton } from './stores.ts';

/** An invocation that is understood: which command, with what. `invocation` is the form in which it is stored. */
export interface Request {
  readonly invocation: Invocation;
  readonly command: Command;
  readonly arguments: Arguments;
  /** What the command was asked by, if by a button; of a repeated command, the button that asked for it first. */
  readonly button?: RunButton;
  /** What was pressed just now. */
  readonly pressed?: RunButton;
}

/**
 * The reference of a form that a typed command opened: it names a command of the table, and the first word after it where that one
 * decides what may be done.
 */
const typedForm = /^form\.([a-z]+)(?:\.([a-z]+))?$/;
const noArguments: Arguments = { text: '', options: new Map(), mentions: [] };
const asksForHelp = /^(?:--?)?help\??$|^-h$|^\?$/iu;
const sixDigits = /^\s*\d{3}\s?\d{3}\s*$/;

export function formReference({ invocation, command, arguments: given }: Request): string {
  const word = typeof command.needs === 'function' && /^[a-z]+(?= |$)/.exec(given.text.toLowerCase())?.[0];
  return invocation.pressed?.ref ?? `form.${command.name}${word ? `.${word}` : ''}`;
}

/** What is decided on before it is done. */
export function verbOf({ command: { needs }, arguments: given }: Pick<Request, 'command' | 'arguments'>): Verb {
  return typeof needs === 'function' ? needs(given) : needs;
}

/** Understands a typed line, or an invocation that has been understood before. */
export function understand(invocation: Invocation): Request {
  const inside = invocation.inside?.command;
  if (inside) {
    const command = findNamed(inside);
    if (!command) throw new UserError({ code: 'button_too_old' });
    const given = parseInput(invocation.text, command, invocation.mentions);
    return { invocation, command, arguments: given, button: invocation.inside?.button };
  }
  // A chosen message means a meeting about it.
  if (invocation.about) return { invocation, command: now, arguments: noArguments };
  if (isListAlone(invocation)) return understand({ ...invocation, text: 'admin users import' });
  const plain = {
    text: invocation.text.replace(/\s+/gu, ' ').trim().slice(0, longestText),
    options: new Map<string, string>(),
  };
  const hidden = (name: string): Request => {
    const command = findNamed(name);
    if (!command) throw new Error(`no command is named ${name}`);
    return { invocation, command, arguments: { ...plain, mentions: invocation.mentions } };
  };
  // One character more than can be read is enough to know it by, should it be understood again.
  if (invocation.text.length > longestText)
    return {
      ...hidden('too-long'),
      invocation: { ...invocation, text: invocation.text.slice(0, longestText + 1), mentions: [] },
    };
  if (invocation.kind === 'direct' && sixDigits.test(invocation.text)) return hidden('code');
  const { word, command, arguments: given } = parse(invocation, findTyped);
  if (command && word !== '' && asksForHelp.test(given.text)) {
    const help = findTyped('help');
    // `contacts help` is `help contacts`: nobody and nothing is called so.
    if (help && help !== command) return { invocation, command: help, arguments: { ...given, text: command.name } };
  }
  if (command && !(invocation.kind === 'direct' && isSentence(command, given)))
    return { invocation, command, arguments: given };
  return hidden(word === '' ? 'home' : 'talk');
}

/** True for a line that only begins with the name of a command. */
function isSentence({ yieldsToSentences: yields }: Command, { text }: Arguments): boolean {
  if (yields === undefined) return false;
  return speaksOfTime.test(text) || (yields !== true && yields.test(text));
}

/** A table that somebody drops in the direct chat without a word: what else it could be for is not there to be meant. */
function isListAlone({ kind, text, files = [] }: Invocation): boolean {
  return (
    kind === 'direct' && text.trim() === '' && files.some(({ name }) => /\.(?:csv|tsv|xlsx?|ods|numbers)$/iu.test(name))
  );
}

/**
 * Understands a pressed button or a submitted form, and lets through only whom the button is for. The invocation that
 * comes out says itself what was pressed, so that it can be picked up later without the button's row.
 */
export async function understandPress(
  invocation: Invocation,
  ref: string,
  find: (ref: string) => Promise<FoundButton | undefined>,
): Promise<Request> {
  const [, form, word = ''] = typedForm.exec(ref) ?? [];
  const command = form && findTyped(form);
  if (command) {
    const inside = { command: command.name };
    const given: Arguments = { text: word, options: new Map(), mentions: [] };
    return { invocation: { ...invocation, text: word, mentions: [], inside }, command, arguments: given };
  }
  const found = await find(ref);
  if (!found) throw new UserError({ code: 'button_too_old' });
  allowPress({ identity: invocation.from }, found);
  const { button, repeats } = found;
  const original = repeats?.invocation;
  const once = button.once === true;
  const request = understand({
    ...invocation,
    // What is answered takes the place of a message of one's own, never of one that all see.
    pressed: isOfView(ref) ? { ref } : invocation.pressed,
    // Asked about alone, in the direct chat; what comes of it belongs where it was asked for.
    ...(original && original.conversation !== invocation.conversation ? placeOf(original) : {}),
    // Of several buttons that repeat one invocation in one way or another, one is pressed.
    deliveryId: once ? `once ${button.repeats ?? ref}` : invocation.deliveryId,
    text: original?.text ?? button.input ?? '',
    mentions: original?.mentions ?? [],
    values: original?.values ?? invocation.values,
    inside: original
      ? {
          command: original.inside?.command,
          button: original.inside?.button,
          repeats: original.inside?.repeats ?? repeats?.id,
          chosen: button.values ? { ...original.inside?.chosen, ...button.values } : original.inside?.chosen,
        }
      : { command: button.command, button },
  });
  return { ...request, pressed: button };
}

function placeOf({ at, conversation, kind, inThread }: Invocation) {
  return { at, conversation, kind, inThread };
}

function allowPress(actor: Actor, { button, owner, visibleTo, repeats }: FoundButton): void {
  const mine = visibleTo === 'caller' ? owner : undefined;
  const press = authorize(actor, 'help.see', { ...owner, owner: mine });
  const repeat = repeats && authorize(actor, 'invocation.repeat', { ...owner, owner: repeats.invocation.from });
  if (!press.allowed || (repeat && !repeat.allowed)) throw new UserError({ code: 'not_yours' });
  if (button.repeats && !repeats) throw new UserError({ code: 'button_too_old' });
}
