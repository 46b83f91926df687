using CampusCafe.BuildingBlocks.Console.Language;

namespace CampusCafe.Accounts;

internal sealed class Texts(RequestLanguage language) : Translations(typeof(Texts).Assembly, language);
