import type { Command, Option } from '../../command.ts';
import { cut } from '../../plain.ts';
import type { Person, Text } from '../../reply.ts';
import type { Role } from '../../ucaas.ts';

/** Makes something to be typed, as one types it where the person is. */
export type Typed = (line: string) => { readonly typed: string };

export function fullUsage(command: Command): string {
  return command.usage ? `${command.name} ${command.usage}` : command.name;
}

export function optionUsage({ name, value }: Option): string {
  return value ? `--${name} <${value}>` : `--${name}`;
}

/** A role of the service, as people say it. */
export const roleName: { readonly [role in Role]: string } = {
  admin: 'administrator of the service',
  reseller: 'administrator of a reseller',
  customer: 'administrator of a customer',
  user: 'user',
};

export function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`;
}

const numbers = new Intl.NumberFormat('en');

/** A number as people read it: `1,234`. */
export function figure(count: number): string {
  return numbers.format(count);
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

export function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

export function list(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

/** “x@y” is no email address; several are said in one sentence. */
export function noAddresses(said: string): string {
  const all = said.split(', ').map((one) => `“${cut(one, 60)}”`);
  return all.length === 1 ? `${list(all)} is no email address` : `${list(all)} are no email addresses`;
}

/** `Ann, Bob, or Chen`. */
export function either(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
}

export function people(persons: readonly Person[]): Text {
  return persons.flatMap((person, index) => (index === 0 ? [person] : [', ', person]));
}

export function shorten(text: string): string {
  return cut(text, 60);
}

/** How many names are said before the rest is counted. */
const mostNames = 12;

/** The first of them where there are many. */
export function firstOf(all: readonly string[]): string {
  return list(all.length > mostNames ? [...all.slice(0, mostNames), `${figure(all.length - mostNames)} more`] : all);
}

/** Names of people, shortened, the first of them where there are many. */
export function named(names: readonly string[]): string {
  return firstOf(names.map(shorten));
}
