using Hecai.Web.Hosting;
using Hecai.Web.Portals;

var builder = WebApplication.CreateBuilder(args);
builder.AddHosting();
builder.AddPortal();

var app = builder.Build();
app.UseHosting();
app.MapPortal();
app.Run();
