import { createTransport } from 'nodemailer';
import { DeliveryError } from '../core/errors.ts';
import type { SendMail } from '../core/ports.ts';

/** Sends mail through one server, over connections that are kept open for a while. */
export interface Smtp {
  readonly send: SendMail;
  /** Whether the server takes us: connects, and signs in where the address has a user. Throws what was in the way. */
  verify(): Promise<void>;
  /** Lets go of the connections; what is being sent is finished. */
  close(): void;
}

const connectMilliseconds = 10_000;
const answerMilliseconds = 30_000;
/** Programs that answer by themselves must not answer to these (RFC 3834, 5); Exchange looks at a header of its own. */
const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' };

/**
 * @param url `smtp://user:password@host:port`, or `smtps:`. `smtp:` goes over to TLS where the server offers it; with
 * `?requireTLS=true` nothing is sent to one that does not.
 * @param from the mailbox that every mail comes from
 */
export function createSmtp({
  url,
  from,
}: {
  readonly url: string;
  readonly from: { readonly name: string; readonly address: string };
}): Smtp {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: connectMilliseconds,
    greetingTimeout: connectMilliseconds,
    dnsTimeout: connectMilliseconds,
    socketTimeout: answerMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.address.split('@').at(-1) ?? 'localhost';
  return {
    async send({ messageId, to, replyTo, subject, text, html, calendar }) {
      const message = { from, to, replyTo, subject, text, html, headers, messageId: `<${messageId}@${host}>` };
      // As an alternative to the text, and as a file: the way Google does it, which Gmail, Outlook and Apple Mail all take.
      const icalEvent = calendar && {
        ...calendar,
        filename: calendar.method === 'CANCEL' ? 'cancel.ics' : 'invite.ics',
      };
      await transport.sendMail({ ...message, icalEvent }).catch((error: unknown) => {
        throw deliveryError(error);
      });
    },
    async verify() {
      await transport.verify().catch((error: unknown) => {
        throw deliveryError(error);
      });
    },
    close: () => transport.close(),
  };
}

/** What the server says can name the receiver, so that nothing but its numbers goes into logs. */
function deliveryError(error: unknown): DeliveryError {
  const { code, command, responseCode, response } = error as SmtpError;
  if (typeof responseCode !== 'number') {
    // An address that is none will not become one; anything else is between us and the server.
    const kind = code === 'EENVELOPE' ? 'refused' : 'retry';
    return new DeliveryError(kind, `no mail could be handed to the mail server (${code ?? 'unknown'})`);
  }
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  const numbers = [responseCode, enhanced].filter(Boolean).join(' ');
  // Whether we may speak to the server at all says nothing about this mail.
  const isOurs = code === 'EAUTH' || code === 'ECONNECTION' || command === 'CONN';
  const kind = responseCode >= 500 && !isOurs ? 'refused' : 'retry';
  return new DeliveryError(kind, `the mail server answered ${numbers} to ${command ?? 'us'}`);
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number | false;
  readonly response?: string;
}
