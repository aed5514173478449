import { Command } from 'commander'

/** `vmeste serve`: what `npm start` runs, in the foreground until it is told to stop. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('Start the platform: database, migrations, demonstration where it belongs, portal')
    .action(async () => {
      const { serve } = await import('../serve/serve.ts')
      await serve()
    })
