#pragma once
#include <QJsonObject>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace aisle {

/// How the vectors of a text's tokens become one; several stand side by side.
enum class TokenPooling { First, Greatest, Mean, MeanByRoot };

/// What is done to a text's vector after pooling.
struct EncoderStep
{
    QString dense; ///< folder of a linear layer; empty: the vector is made one of length 1
};

/// What the files of an encoder's folder say, as sentence-transformers and model2vec lay them out.
struct EncoderLayout
{
    QString folder;       ///< with weights, config and tokeniser
    QJsonObject config;   ///< config.json, empty where there is none
    bool isTable = false; ///< vectors of tokens that no network changes
    /// A table as sentence-transformers reads it: unknown tokens count, and no text is too long.
    bool keepsUnknown = false;
    std::vector<TokenPooling> pooling{TokenPooling::Mean};
    std::vector<EncoderStep> steps;
    std::optional<std::size_t> longest; ///< tokens, as sentence_bert_config.json or tokenizer_config.json says
    bool lowercase = false;

    QString configFile() const { return folder + QStringLiteral("/config.json"); }
    /// A whole number from 1 up. @throws Error encoder.config
    std::int64_t number(const char *key) const;
};

/// @throws Error encoder.no-folder, encoder.unreadable, encoder.damaged, encoder.module, encoder.pooling
EncoderLayout readEncoderLayout(const QString &folder);

} // namespace aisle
