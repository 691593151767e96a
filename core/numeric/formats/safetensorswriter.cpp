#include "core/numeric/formats/safetensorswriter.h"

#include "core/common/error.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtEndian>
#include <bit>

namespace aisle {

namespace {

static_assert(std::endian::native == std::endian::little); // as the format has its numbers

template <class Value>
QByteArray bytesOf(const std::vector<Value> &values)
{
    return {reinterpret_cast<const char *>(values.data()), static_cast<qsizetype>(values.size() * sizeof(Value))};
}

QByteArray contentOf(const NamedNumbers &tensor)
{
    return tensor.wholes.empty() ? bytesOf(tensor.values) : bytesOf(tensor.wholes);
}

/// The header and the length field before it, padded so that the tensors begin at a multiple of 8.
QByteArray headOf(const std::vector<NamedNumbers> &tensors)
{
    QJsonObject header{{QStringLiteral("__metadata__"), QJsonObject{{QStringLiteral("format"), QStringLiteral("pt")}}}};
    qint64 begin = 0;
    for (const auto &tensor : tensors) {
        QJsonArray shape;
        for (const auto extent : tensor.shape)
            shape.append(static_cast<qint64>(extent));
        const auto size = static_cast<qint64>(tensor.wholes.empty() ? tensor.values.size() * sizeof(float)
                                                                    : tensor.wholes.size() * sizeof(std::int64_t));
        header.insert(QString::fromStdString(tensor.name),
                      QJsonObject{{QStringLiteral("dtype"),
                                   tensor.wholes.empty() ? QStringLiteral("F32") : QStringLiteral("I64")},
                                  {QStringLiteral("shape"), shape},
                                  {QStringLiteral("data_offsets"), QJsonArray{begin, begin + size}}});
        begin += size;
    }
    auto text = QJsonDocument(header).toJson(QJsonDocument::Compact);
    constexpr qsizetype kWord = 8;
    text.append((kWord - text.size() % kWord) % kWord, ' ');
    QByteArray length(kWord, '\0');
    qToLittleEndian(static_cast<quint64>(text.size()), length.data());
    return length + text;
}

} // namespace

void writeSafeTensors(const QString &path, const std::vector<NamedNumbers> &tensors)
{
    QSaveFile file(path);
    bool isWritten = file.open(QIODevice::WriteOnly) && file.write(headOf(tensors)) > 0;
    for (std::size_t t = 0; t < tensors.size() && isWritten; ++t) {
        const auto bytes = contentOf(tensors[t]);
        isWritten = file.write(bytes) == bytes.size();
    }
    if (!isWritten || !file.commit())
        throw Error("weights.unwritable",
                    QT_TRANSLATE_NOOP("Error",
                                      "The weights cannot be written to %1: %2. Choose another folder, or make "
                                      "room."),
                    {path, file.errorString()});
}

} // namespace aisle
