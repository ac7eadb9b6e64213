import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AccountError, type AccountFault } from '../../../../src/review/accounts/accountError.ts';
import { commonPasswords } from '../../../../src/review/accounts/commonPasswords.ts';
import { nameKey, readName } from '../../../../src/review/accounts/names.ts';
import { type Argon, createPasswordHasher } from '../../../../src/review/accounts/passwordHasher.ts';
import { checkPassword } from '../../../../src/review/accounts/passwords.ts';

function faultOf(work: () => unknown): AccountFault | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof AccountError) return error.fault;
    throw error;
  }
}

describe('a password somebody chooses', () => {
  test.each<[string, AccountFault | null]>([
    ['1234567', 'password-short'],
    ['七个汉字不够长', 'password-short'],
    ['correct horse battery staple', null],
    ['only small letters here', null],
    ['盘吸收证据库评审小组', null],
    [' spaces count  ', null],
    ['x7'.repeat(64), 'password-common'],
    [`${'long words and '.repeat(4)}an end`, null],
    [`${'k3 '.repeat(90)}z`, 'password-long'],
    ['password', 'password-common'],
    ['PASSWORD', 'password-common'],
    ['Password1!', 'password-common'],
    ['P@ssw0rd2024', 'password-common'],
    ['!!welcome!!', 'password-common'],
    ['qwertyuiop', 'password-common'],
    ['12345678', 'password-common'],
    ['87654321', 'password-common'],
    ['abcdefghij', 'password-common'],
    ['aaaaaaaaaaaa', 'password-common'],
    ['xyzxyzxyzxyz', 'password-common'],
    ['ｐａｓｓｗｏｒｄ', 'password-common'],
    ['Reviewer B2', 'password-name'],
    ['reviewer-b2', 'password-name'],
    ['maverick', 'password-common'],
    ['Resorption2026', 'password-common'],
    ['woaiwojia', 'password-common'],
    ['84729-abc-71928465-kw', null],
  ])('%j: %s', (password, fault) => {
    expect(faultOf(() => checkPassword(password, 'Reviewer B2'))).toBe(fault);
  });
});

describe('the passwords that are refused', () => {
  test('are far more than the 3,000 that ASVS asks for, counting those that are long enough to be chosen', () => {
    const longEnough = [...commonPasswords].filter((password) => password.length >= 8);
    expect(longEnough.length).toBeGreaterThan(10_000);
    const taken = longEnough.filter((password) => faultOf(() => checkPassword(password, 'Reviewer A')) === null);
    expect(taken).toEqual([]);
  });

  test('hardly ever meet one that a machine made', () => {
    const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%&*+-=?@';
    const made = fc.array(fc.constantFrom(...letters), { minLength: 12, maxLength: 16 });
    const refused = fc
      .sample(made, { numRuns: 2_000, seed: 7 })
      .filter((signs) => faultOf(() => checkPassword(signs.join(''), 'Reviewer A')) !== null);
    expect(refused.length).toBeLessThan(4);
  });
});

describe('a name', () => {
  test.each<[string, AccountFault]>([
    ['A', 'name-short'],
    ['1234', 'name-short'],
    ['   ', 'name-short'],
    ['a'.repeat(61), 'name-long'],
    ['Reviewer <b>', 'name-characters'],
    ['Reviewer\u202eA', 'name-characters'],
    ['Reviewer\u200bA', 'name-characters'],
    ['a/b', 'name-characters'],
  ])('%j cannot be had', (text, fault) => {
    expect(faultOf(() => readName(text))).toBe(fault);
  });

  test('is kept as written but for its spaces', () => {
    expect(readName('  Reviewer \t A-1 ')).toBe('Reviewer A-1');
    expect(readName('评审甲')).toBe('评审甲');
  });

  test('is the same in another case, width or spacing', () => {
    expect(nameKey(' REVIEWER  Ａ ')).toBe(nameKey('reviewer a'));
    expect(nameKey('Reviewer A')).not.toBe(nameKey('Reviewer Á'));
  });
});

describe('hashing passwords', () => {
  test('is Argon2id at 46 MiB, one pass, one lane, salted', async () => {
    const hasher = createPasswordHasher();
    const [one, other] = [await hasher.hash('some words of mine'), await hasher.hash('some words of mine')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(one).not.toBe(other);
    expect(await hasher.verify(one, 'some words of mine')).toBe(true);
    expect(await hasher.verify(one, 'some words of others')).toBe(false);
  });

  test('takes a password however its characters are composed', async () => {
    const hasher = createPasswordHasher();
    const hash = await hasher.hash('se\u0301ance of reviewers');
    expect(await hasher.verify(hash, 's\u00e9ance of reviewers')).toBe(true);
  });

  test('does the same work at the same cost where there is no account, and never matches', async () => {
    const compared: string[] = [];
    const argon: Argon = {
      hash: async () => '',
      verify: async (hash) => {
        compared.push(String(hash).split('$').slice(0, 4).join('$'));
        return true;
      },
    };
    const hasher = createPasswordHasher(argon);
    expect(await hasher.verify('$argon2id$v=19$m=47104,t=1,p=1$c2FsdA$aGFzaA', 'some words')).toBe(true);
    expect(await hasher.verify(null, 'some words')).toBe(false);
    expect(compared).toEqual(Array(2).fill('$argon2id$v=19$m=47104,t=1,p=1'));
    expect(await createPasswordHasher().verify(null, 'some words')).toBe(false);
  });

  test('works on two at once, the others wait their turn and one that fails holds nobody up', async () => {
    let running = 0;
    let most = 0;
    const hasher = createPasswordHasher({
      verify: async () => true,
      hash: async (password) => {
        running++;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        if (password === 'broken') throw new Error('no memory');
        return String(password);
      },
    });
    const all = await Promise.allSettled(['a', 'broken', 'b', 'c', 'd'].map((word) => hasher.hash(word)));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(most).toBe(2);
  });
});
