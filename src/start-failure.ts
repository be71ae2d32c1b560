/** One sentence for whoever tries to start a program of ours: what is wrong, and what to do. `setting`: what sets its port. */
export function startFailure(error: unknown, program = 'Meetwire', setting = 'PORT'): string {
  const root = innermost(error);
  const { code, port, address, message } = root;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: stop that one, or set ${setting} to a free port.`;
  if (code === 'EACCES' && port) return `This user may not listen on port ${port}: set ${setting} to one above 1023.`;
  if (code === 'EADDRNOTAVAIL')
    return `HOST is ${address}, which is not an address of this machine: set HOST to one that is.`;
  if (code === '28P01' || code === '28000')
    return `The database refused the login of DATABASE_URL (${message}): check its user and password.`;
  if (code === '3D000')
    return `The database of DATABASE_URL is not there (${message}): create it, or name another one.`;
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT'].includes(code ?? '') ||
    /connection timeout/i.test(message)
  ) {
    return `The database cannot be reached (${code ?? message}): check DATABASE_URL, or leave it out to use the embedded database.`;
  }
  return `${program} cannot start: ${message}`;
}

interface SystemError extends Error {
  readonly code?: string;
  readonly port?: number;
  readonly address?: string;
}

/** Libraries wrap what happened: the cause at the bottom, or the first of several attempts, says it best. */
function innermost(error: unknown): SystemError {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return innermost(error.cause);
  return error instanceof Error ? error : new Error(String(error));
}
