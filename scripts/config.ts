import { createCommand, runCommand } from '../src/cli/command.ts';
import { settingLines, settingsTable } from '../src/cli/settingsTable.ts';

const command = createCommand('config', 'Checks the settings of this environment and lists every setting there is.');
command.option('--markdown', 'print the table that stands in docs/operations.md');
command.option('--json', 'print the settings as JSON');

await runCommand(command, () => {
  const options = command.opts<{ markdown?: boolean; json?: boolean }>();
  if (options.json) process.stdout.write(`${JSON.stringify(settingLines())}\n`);
  else if (options.markdown) process.stdout.write(settingsTable());
  else {
    for (const { name, meaning, byDefault } of settingLines()) {
      process.stdout.write(`${name}${byDefault === '' ? '' : ` (${byDefault})`}: ${meaning}\n`);
    }
  }
});
