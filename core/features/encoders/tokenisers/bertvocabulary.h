#pragma once
#include <QJsonObject>
#include <QString>

namespace aisle {

/// The tokenizer.json that stands for BERT's vocab.txt: a token a line, ids from 0.
/// @param config  tokenizer_config.json: do_lower_case, tokenize_chinese_chars, strip_accents and names of special
/// tokens
/// @throws Error encoder.unreadable, tokeniser.damaged (without the special tokens)
QJsonObject bertTokeniser(const QString &file, const QJsonObject &config);

} // namespace aisle
