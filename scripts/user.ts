import { createCommand, InvalidArgumentError, runSubcommands } from '../src/cli/command.ts';
import { accountLine, issuedLinkText } from '../src/cli/people.ts';
import type { Config } from '../src/config.ts';
import { systemClock } from '../src/ingest/clock.ts';
import { commandLine, trailSink } from '../src/review/accounts/audit.ts';
import { type Accounts, createAccounts } from '../src/review/accounts/createAccounts.ts';
import { type IssuedLink, invitationAddress } from '../src/review/accounts/invitations.ts';
import { createPasswordHasher } from '../src/review/accounts/passwordHasher.ts';
import { isRole, type Role, roles } from '../src/review/accounts/roles.ts';
import { openStore } from '../src/store/openStore.ts';

const command = createCommand('user', 'Looks after the people of the reviewers’ desk.', { database: true });
command.option('--json', 'print data instead of text');
command.option('--url <address>', 'where people find the site (default: RESORB_URL, else http://host:port)');

await runSubcommands(command, (choose) => {
  const withAccounts = (work: (accounts: Accounts, config: Config) => void) =>
    choose((config) => {
      const store = openStore(command.opts<{ db?: string }>().db ?? config.RESORB_DB);
      try {
        const parts = { store, clock: systemClock, audit: trailSink(store), hasher: createPasswordHasher() };
        work(createAccounts(parts), config);
      } finally {
        store.close();
      }
    });
  /** Does something to the account of a name and says so in a sentence. */
  const act = (name: string, work: (accounts: Accounts, accountId: number) => void, sentence: string) =>
    withAccounts((accounts) => {
      const { accountId } = accounts.accountNamed(name);
      work(accounts, accountId);
      print(accounts.account(accountId), sentence);
    });

  command
    .command('add')
    .description('adds an account and prints the link by which its owner chooses a password')
    .argument('<name>', 'shown with every decision, and signed in with')
    .requiredOption('--role <role>', roles.join(', '), role)
    .action((name: string, options: { role: Role }) =>
      withAccounts((accounts, config) => printLink(accounts.invite(name, options.role, commandLine), config)),
    );

  command
    .command('role')
    .description('gives an account another role and ends its sessions')
    .argument('<name>')
    .argument('<role>', roles.join(', '), role)
    .action((name: string, wanted: Role) =>
      act(name, (accounts, id) => accounts.changeRole(id, wanted, commandLine), `${name} is now ${wanted}.`),
    );

  command
    .command('disable')
    .description('keeps an account from signing in and ends its sessions at once')
    .argument('<name>')
    .action((name: string) =>
      act(name, (accounts, id) => accounts.disable(id, commandLine), `${name} is disabled and signed out everywhere.`),
    );

  command
    .command('enable')
    .description('lets a disabled account sign in again')
    .argument('<name>')
    .action((name: string) =>
      act(name, (accounts, id) => accounts.enable(id, commandLine), `${name} can sign in again.`),
    );

  command
    .command('reset')
    .description('prints a link by which an account gets a new password')
    .argument('<name>')
    .action((name: string) =>
      withAccounts((accounts, config) =>
        printLink(accounts.offerReset(accounts.accountNamed(name).accountId, commandLine), config),
      ),
    );

  command
    .command('reset-second-factor')
    .description('takes away the second factor of somebody who has lost it, and ends their sessions')
    .argument('<name>')
    .action((name: string) =>
      act(
        name,
        (accounts, id) => accounts.resetSecondFactor(id, commandLine),
        `${name} signs in by the password alone, and is signed out everywhere.`,
      ),
    );

  command
    .command('list')
    .description('every account in a line')
    .action(() =>
      withAccounts((accounts) => {
        const all = accounts.accounts();
        print(
          all,
          all.map(accountLine).join('\n') || 'There is no account yet; "npm run serve" prints the first link.',
        );
      }),
    );
});

function role(text: string): Role {
  if (!isRole(text)) throw new InvalidArgumentError(`A role is one of ${roles.join(', ')}.`);
  return text;
}

function printLink({ token, expiresAt }: IssuedLink, config: Config): void {
  const base = command.opts<{ url?: string }>().url ?? config.RESORB_URL;
  const link = invitationAddress(base ?? `http://${config.RESORB_HOST}:${config.RESORB_PORT}`, token);
  print({ link, expiresAt }, issuedLinkText(link, expiresAt));
}

function print(data: unknown, text: string): void {
  process.stdout.write(`${command.opts<{ json?: boolean }>().json ? JSON.stringify(data) : text}\n`);
}
