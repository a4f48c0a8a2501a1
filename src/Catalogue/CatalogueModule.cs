namespace Hecai.Catalogue;
public sealed class CatalogueModule : Module;
