import type { Card, RunButton, Text } from '../../reply.ts';
import type { Sentences } from '../../sentences/index.ts';
import type { Contact } from '../../ucaas.ts';
import { byId } from './find.ts';
import { formValues } from './wish.ts';

const mostShown = 20;

interface Said {
  readonly text: Text;
  readonly card: Card;
}

/** Some contacts, or all of them. */
export function listCard(
  say: Sentences,
  contacts: readonly Contact[],
  text: Text,
  buttons: readonly RunButton[],
): Said {
  const facts = contacts.slice(0, mostShown).map(say.contactFact);
  return { text, card: { title: say.contactsTitle, tone: 'neutral', body: text, facts, buttons } };
}

/** One contact, with what can be done with it by whose it is; `edits`: it is to be changed now, else `told` is what was done. */
export function contactCard(
  say: Sentences,
  contact: Contact,
  told?: { readonly text: Text; readonly edits?: boolean },
): Said {
  const text = told?.text ?? say.contactText(contact);
  const edits = told?.edits === true;
  return {
    text,
    card: {
      title: say.contactTitle(contact),
      tone: told && !edits ? 'done' : 'neutral',
      body: text,
      facts: say.contactFacts(contact),
      buttons: contact.mine ? buttonsFor(say, contact, edits) : [],
    },
  };
}

function buttonsFor(say: Sentences, contact: Contact, edits: boolean): readonly RunButton[] {
  const id = byId(contact.contactId);
  const press = (label: string, input: string): RunButton => ({ kind: 'run', label, command: 'contacts', input });
  return [
    { ...press(say.changeContact, `edit ${id}`), opensForm: true, values: formValues(contact), primary: edits },
    contact.shared ? press(say.unshareContact, `unshare ${id}`) : press(say.shareContact, `share ${id}`),
    { ...press(say.removeContact, `remove ${id}`), danger: true },
  ];
}

export function addButton(say: Sentences): RunButton {
  return { kind: 'run', label: say.addContact, command: 'contacts', input: 'add', opensForm: true, primary: true };
}

export function importButton(say: Sentences): RunButton {
  return { kind: 'run', label: say.importContacts, command: 'contacts', input: 'import' };
}

/** Shows one of several who may be meant. */
export function chooseButton(say: Sentences, contact: Contact): RunButton {
  const input = byId(contact.contactId);
  return { kind: 'run', label: say.contactLabel(contact), command: 'contacts', input, answers: 'which' };
}
