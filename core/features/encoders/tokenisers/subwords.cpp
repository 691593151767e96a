#include "core/features/encoders/tokenisers/subwords.h"

#include "core/features/encoders/tokenisers/tokeniserpart.h"

#include <map>

namespace aisle {

std::unique_ptr<Subwords> readSubwords(const TokeniserPart &part)
{
    static const std::map<QString, std::unique_ptr<Subwords> (*)(const TokeniserPart &)> kKinds{
        {QStringLiteral("BPE"), readBytePairs},
        {QStringLiteral("Unigram"), readUnigram},
        {QStringLiteral("WordLevel"), readWordLevel},
        {QStringLiteral("WordPiece"), readWordPiece}};
    auto kind = part.kind();
    if (kind.isEmpty()) // files of old do not say it
        kind = part.value("vocab").isArray()           ? QStringLiteral("Unigram")
               : part.has("merges")                    ? QStringLiteral("BPE")
               : part.has("continuing_subword_prefix") ? QStringLiteral("WordPiece")
                                                       : QStringLiteral("WordLevel");
    const auto found = kKinds.find(kind);
    if (found == kKinds.end())
        part.refuseKind("model");
    return found->second(part);
}

} // namespace aisle
