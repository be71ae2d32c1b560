import type { Mailer } from './core/schedule.ts';

/** Who mails people that have no chat, and how. */
export interface MailConfig {
  readonly mailer: Mailer;
  /** There where the mails are ours. */
  readonly smtp?: { readonly url: string };
  /** Whom our mails, and the meetings in calendars, come from. */
  readonly from?: { readonly name: string; readonly address: string };
}

/** What the environment says of mail; each on its own is checked already. */
interface MailSettings {
  readonly SMTP_URL?: string;
  readonly MAIL_FROM?: string;
  readonly MAIL_BY: 'auto' | 'smtp' | 'service' | 'off';
}

/** `Meetwire <meet@example.com>`, `"Meetwire, Inc." <meet@example.com>`, or the address alone. */
const mailboxForm = /^(?:(?:"([^"\\\p{Cc}]+)"|([^"<>,;:\\\p{Cc}]+?))\s*<([^<>\s]+)>|([^<>\s]+))$/u;
const addressForm = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)*$/i;

/** Undefined where it is none. */
export function mailboxOf(text: string): MailConfig['from'] {
  const [, quoted, plain, named, alone] = mailboxForm.exec(text.trim()) ?? [];
  const address = named ?? alone;
  if (address === undefined || !addressForm.test(address)) return undefined;
  return { name: quoted ?? plain?.trim() ?? 'Meetwire', address };
}

/** With a way to send mail, there has to be somebody whom it comes from. */
export function mailContradictions(settings: MailSettings, isMissing: (name: keyof MailSettings) => boolean): string[] {
  return [
    ...(settings.MAIL_BY === 'smtp' && isMissing('SMTP_URL')
      ? ['SMTP_URL is missing: MAIL_BY=smtp cannot work without it']
      : []),
    ...(settings.SMTP_URL !== undefined && isMissing('MAIL_FROM')
      ? ['MAIL_FROM is missing: SMTP_URL cannot work without it']
      : []),
  ];
}

export function mailConfig({ SMTP_URL: url, MAIL_FROM: mailbox, MAIL_BY: by }: MailSettings): MailConfig {
  const from = mailbox === undefined ? undefined : mailboxOf(mailbox);
  const sender = by === 'auto' ? (url ? 'smtp' : 'service') : by;
  const mailer = ({ smtp: 'ours', service: 'service', off: 'nobody' } as const)[sender];
  return { mailer, from, smtp: mailer === 'ours' && url ? { url } : undefined };
}
