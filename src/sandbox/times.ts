/** The moment that `YYYY-MM-DD HH:mm:ss` names, in UTC. Only for text that was checked (`serviceTime`). */
export function fromServiceTime(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}
