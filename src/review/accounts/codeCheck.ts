import type { Account } from '../../store/accounts.ts';
import { accountSubject } from './audit.ts';
import { readCode, stepOfCode } from './oneTimeCodes.ts';
import { type AccountParts, recordChange } from './parts.ts';
import { hashRecoveryCode } from './recoveryCodes.ts';
import { accountLimit, codeLimit } from './throttle.ts';
import type { Browser, Refusal, Tries } from './tries.ts';

/** A code that was right, and is used up. `isKnown`: this browser has signed in to the account before. */
export interface CodeTaken {
  outcome: 'taken';
  isKnown: boolean;
}

/** Looks at codes: those of the app and those for recovery. Each is taken once. */
export function createCodeCheck(parts: AccountParts, tries: Tries) {
  const { store, clock, seal } = parts;
  const { secondFactors } = store;

  function takesAppCode(accountId: number, code: string): boolean {
    const factor = secondFactors.get(accountId);
    const secret = factor && seal.open(factor.secret, accountSubject(accountId));
    const step = secret && stepOfCode(secret, code, Date.parse(clock()), factor.lastStep);
    if (!step) return false;
    secondFactors.setLastStep(accountId, step);
    return true;
  }

  function takesRecoveryCode(account: Account, code: string, { requestId }: Browser): boolean {
    const { accountId, annotatorId } = account;
    if (!secondFactors.useRecoveryCode(accountId, hashRecoveryCode(code), clock())) return false;
    const reason = `${secondFactors.recoveryCodesLeft(accountId)} left`;
    const actor = { annotatorId, accountId, requestId };
    recordChange(parts, { kind: 'account.recovery-code', actor, before: account, accountId, reason });
    return true;
  }

  return {
    /** Takes a code of an account that has a second factor. Belongs inside the caller's transaction. */
    take(account: Account, text: string, browser: Browser): CodeTaken | Refusal {
      const key = `code of ${accountSubject(account.accountId)}`;
      const tried = tries.begin({ key, account, limits: [accountLimit, codeLimit] }, browser);
      if ('outcome' in tried) return tried;
      const code = readCode(text);
      const isRight = code === null ? takesRecoveryCode(account, text, browser) : takesAppCode(account.accountId, code);
      if (!isRight) return tries.failed(tried);
      tries.succeeded(tried);
      return { outcome: 'taken', isKnown: tried.deviceId !== null };
    },
  };
}

export type CodeCheck = ReturnType<typeof createCodeCheck>;
