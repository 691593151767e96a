#include "core/features/tunedencoder.h"

#include "core/common/error.h"
#include "core/features/encoders/text/encoderfolder.h"
#include "core/features/encoders/text/encoderlayout.h"
#include "core/features/encoders/text/tunableencoder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>

namespace aisle {

namespace {

/// Where the files of the encoder that was tuned lie now.
QString baseOf(const TunedEncoder &tuned)
{
    const auto folder = QFileInfo(tuned.folder).isDir() ? tuned.folder : encoderFolder(tuned.asked);
    if (!QFileInfo(folder).isDir())
        throw Error("encoder.base-gone",
                    QT_TRANSLATE_NOOP("Error",
                                      "What was tuned is only a part of an encoder, whose other files lay in %1, and "
                                      "there is no such folder any more: put it back."),
                    {tuned.folder});
    if (encoderIdentity(folder) != tuned.identity)
        throw Error("encoder.base-changed",
                    QT_TRANSLATE_NOOP("Error",
                                      "The encoder in %1 is not the one that was tuned any more: its files have "
                                      "changed. Put the former ones back, or train again."),
                    {folder});
    return folder;
}

[[noreturn]] void unwritable(const QString &path)
{
    throw Error("export.unwritable",
                QT_TRANSLATE_NOOP("Error", "%1 cannot be written: choose another folder, or make room."), {path});
}

/// Everything but the network's own weights.
void copyFiles(const QString &from, const QString &to, const QString &weights)
{
    QDirIterator all(from, QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const auto file = all.next();
        static const QStringList kEndings{QStringLiteral("json"), QStringLiteral("txt"), QStringLiteral("model"),
                                          QStringLiteral("safetensors")};
        if (!kEndings.contains(QFileInfo(file).suffix()) || QFileInfo(file) == QFileInfo(weights))
            continue;
        const auto copy = to + u'/' + QDir(from).relativeFilePath(file);
        if (!QDir().mkpath(QFileInfo(copy).path()) || !QFile::copy(file, copy))
            unwritable(copy);
    }
}

/// @param base  see baseOf()
std::unique_ptr<TunableEncoder> merged(const TunedEncoder &tuned, const QString &base)
{
    auto encoder = openTunableEncoder(base);
    encoder->beginTuning(tuned.tuning, 0, Device::Cpu);
    const auto tensors = encoder->learnt();
    if (countNumbers(tensors) != static_cast<std::int64_t>(tuned.learnt.size()))
        throw Error("snapshot.damaged",
                    QT_TRANSLATE_NOOP("Error", "What was learnt of the encoder in %1 does not fit it: train again."),
                    {tuned.folder});
    std::size_t first = 0;
    for (auto *tensor : tensors) {
        const auto count = static_cast<std::size_t>(tensor->numel());
        *tensor = viewOf(std::span(tuned.learnt).subspan(first, count), tensor->sizes()).clone();
        first += count;
    }
    encoder->merge();
    return encoder;
}

} // namespace

std::vector<float> learntBy(TunableEncoder &encoder)
{
    std::vector<float> all;
    for (const auto *tensor : encoder.learnt()) {
        const auto values = toVector(*tensor);
        all.insert(all.end(), values.begin(), values.end());
    }
    return all;
}

std::unique_ptr<const TextEncoder> openTuned(const TunedEncoder &tuned)
{
    return merged(tuned, baseOf(tuned));
}

EncoderUse encoderOf(const TunedEncoder &tuned, Device device)
{
    const std::shared_ptr<const TextEncoder> encoder = openTuned(tuned);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(tuned.identity.toUtf8());
    hash.addData(QByteArray::number(tuned.tuning.rank) + ' ' + QByteArray::number(tuned.tuning.alpha));
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(tuned.learnt.data()),
                                static_cast<qsizetype>(tuned.learnt.size() * sizeof(float))));
    return {.name = tuned.name,
            .identity = QString::fromLatin1(hash.result().toHex().left(32)),
            .dims = static_cast<int>(encoder->dims()),
            .encode = [encoder, device](std::span<const std::string> texts, JobContext &job) {
                return encoder->encode(texts, device, job);
            }};
}

void exportEncoder(const TunedEncoder &tuned, const QString &folder)
{
    const QDir there(folder);
    if (QFileInfo::exists(folder) && (!QFileInfo(folder).isDir() || !there.isEmpty()))
        throw Error("export.folder-taken",
                    QT_TRANSLATE_NOOP("Error", "%1 is there already and not empty: name a new folder."), {folder});
    const auto base = baseOf(tuned);
    const auto encoder = merged(tuned, base);
    const auto weightsFolder = readEncoderLayout(base).folder;
    const auto own = weightsFolder + QStringLiteral("/model.safetensors");
    QTemporaryDir made(QDir::cleanPath(folder) + QStringLiteral("-XXXXXX"));
    if (!made.isValid())
        unwritable(folder);
    copyFiles(base, made.path(), own);
    encoder->saveWeights(made.path() + u'/' + QDir(base).relativeFilePath(own));
    if (there.exists())
        QDir().rmdir(folder);
    if (!QDir().rename(made.path(), folder))
        unwritable(folder);
    made.setAutoRemove(false);
    QFile::setPermissions(folder, QFile::permissions(base));
}

} // namespace aisle
