using CampusCafe.BuildingBlocks.Console.Language;

namespace CampusCafe.Operations;

internal sealed class Texts(RequestLanguage language) : Translations(typeof(Texts).Assembly, language);
