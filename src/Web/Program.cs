using Hecai.Web.Commands;

return await Cli.Run(args);
