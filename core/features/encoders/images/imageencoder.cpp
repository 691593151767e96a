#include "core/features/encoders/images/imageencoder.h"

#include "core/common/error.h"
#include "core/common/parallel.h"
#include "core/features/encoders/images/histograms.h"
#include "core/features/encoders/images/preprocess.h"
#include "core/features/encoders/images/towers.h"
#include "core/features/encoders/jsonfile.h"
#include "core/features/encoders/text/encoderweights.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <algorithm>

namespace aisle {

namespace {

/// Pictures that go through a network at once: on a processor few enough for what its layers hold to stay near, and one
/// to read for every core.
std::size_t batchOn(Device device)
{
    constexpr std::size_t kCpuBatch = 8, kCudaBatch = 64;
    return device == Device::Cpu ? std::max(kCpuBatch, static_cast<std::size_t>(threadCount())) : kCudaBatch;
}

/// Does it for each picture of [begin, end), all cores; what cannot be read is said.
void readEach(std::span<const QString> files, std::size_t begin, std::size_t end, QStringList &why,
              const std::function<void(std::size_t i, const Picture &picture)> &take)
{
    std::vector<QString> said(end - begin); // a QStringList would be copied by its threads
    parallelFor(end - begin, 1, [&](std::size_t from, std::size_t to, int) {
        for (auto i = from; i < to; ++i) {
            try {
                take(begin + i, readPicture(files[begin + i]));
            } catch (const Error &error) {
                said[i] = error.message();
            }
        }
    });
    why += QStringList(said.begin(), said.end());
}

void say(JobContext &job, std::size_t done, std::size_t all)
{
    job.checkpoint();
    job.progress(static_cast<double>(done) / static_cast<double>(all), QStringLiteral("encoding pictures"));
}

EncodedPictures throughTower(const ImageTower &tower, const Preprocess &preprocess, Device device,
                             std::span<const QString> files, JobContext &job)
{
    const c10::InferenceMode inference;
    const auto dims = static_cast<std::size_t>(tower.dims()), numbers = preprocess.numbers();
    const auto most = batchOn(device);
    EncodedPictures encoded;
    encoded.vectors.resize(files.size() * dims);
    std::vector<float> pixels(std::min(most, files.size()) * numbers);
    for (std::size_t begin = 0; begin < files.size(); begin += most) {
        const auto end = std::min(begin + most, files.size());
        readEach(files, begin, end, encoded.why, [&](std::size_t i, const Picture &picture) {
            preprocess.write(picture, std::span(pixels).subspan((i - begin) * numbers, numbers));
        });
        std::vector<std::size_t> good;
        for (auto i = begin; i < end; ++i) {
            if (!encoded.why[static_cast<qsizetype>(i)].isEmpty())
                continue;
            const auto from = pixels.begin() + static_cast<std::ptrdiff_t>((i - begin) * numbers);
            std::copy_n(from, numbers, pixels.begin() + static_cast<std::ptrdiff_t>(good.size() * numbers));
            good.push_back(i);
        }
        if (!good.empty()) {
            const auto batch =
                viewOf(std::span(pixels).first(good.size() * numbers),
                       {static_cast<std::int64_t>(good.size()), 3, preprocess.cropHeight, preprocess.cropWidth});
            const auto vectors = toVector(tower.features(batch.to(torchDevice(device)), job));
            for (std::size_t g = 0; g < good.size(); ++g)
                std::copy_n(vectors.begin() + static_cast<std::ptrdiff_t>(g * dims), dims,
                            encoded.vectors.begin() + static_cast<std::ptrdiff_t>(good[g] * dims));
        }
        say(job, end, files.size());
    }
    return encoded;
}

/// The file of weights that a path means.
QString weightsIn(const QString &path)
{
    const QFileInfo info(path);
    if (info.isFile())
        return path;
    if (!info.isDir())
        throw Error("encoder.no-image-encoder",
                    QT_TRANSLATE_NOOP("Error", "There is no file or folder %1: name a .safetensors file with an image "
                                               "network, a folder that has one, or builtin."),
                    {path});
    const QDir folder(path);
    if (folder.exists(QStringLiteral("model.safetensors")))
        return folder.filePath(QStringLiteral("model.safetensors"));
    const auto all = folder.entryList({QStringLiteral("*.safetensors")}, QDir::Files);
    if (all.size() != 1)
        throw Error("encoder.no-image-weights",
                    QT_TRANSLATE_NOOP("Error", "The folder %1 has no model.safetensors, and %2 [file|files] of another "
                                               "name: name the file itself."),
                    {path, QString::number(all.size())});
    return folder.filePath(all.first());
}

Preprocess preprocessFor(const QString &folder, const QString &asked)
{
    const auto file = folder + QStringLiteral("/preprocessor_config.json");
    if (asked.isEmpty() && !folder.isEmpty() && QFileInfo(file).isFile())
        return preprocessOf(jsonFile(file), file);
    return preprocessCalled(asked.isEmpty() ? QStringLiteral("torchvision") : asked);
}

/// Networks of convolutions halve a picture five times.
void demandRoomFor(const ImageTower &tower, const Preprocess &preprocess, const QString &file)
{
    constexpr int kLeast = 32;
    if (tower.side() == 0 && std::min(preprocess.cropWidth, preprocess.cropHeight) < kLeast)
        throw Error("preprocess.too-small",
                    QT_TRANSLATE_NOOP("Error", "The config beside %1 asks for pictures of %2 x %3 pixels: this network "
                                               "needs %4 at least."),
                    {file, QString::number(preprocess.cropWidth), QString::number(preprocess.cropHeight),
                     QString::number(kLeast)});
}

} // namespace

QString imageEncoderName(const QString &path)
{
    const QFileInfo info(path);
    return info.isDir() ? info.canonicalFilePath().section(u'/', -1) : info.completeBaseName();
}

ImageEncoder imageEncoderIn(const QString &path, const QString &preprocess, Device device)
{
    const auto file = weightsIn(path);
    const auto folder = QFileInfo(path).isDir() ? path : QString(); // a file alone has no config
    const auto weights = EncoderWeights::ofFile(file);
    const auto config = folder.isEmpty() ? QJsonObject() : optionalJsonFile(folder + QStringLiteral("/config.json"));
    const auto openClip =
        folder.isEmpty() ? QJsonObject() : optionalJsonFile(folder + QStringLiteral("/open_clip_config.json"));
    const TowerFiles files{
        .weights = weights,
        .config = config,
        .isOpenClip = !openClip.isEmpty(),
        .isQuick = openClip[QStringLiteral("model_cfg")][QStringLiteral("quick_gelu")].toBool(openClip.isEmpty()),
        .device = torchDevice(device)};
    ReadTower read;
    computeOn(device, [&] { read = readImageTower(files); });
    const std::shared_ptr<const ImageTower> tower(std::move(read.tower));
    const auto made = preprocessFor(folder, preprocess).forSide(tower->side());
    demandRoomFor(*tower, made, file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (QFile bytes(file); bytes.open(QIODevice::ReadOnly))
        hash.addData(&bytes);
    for (const auto &json : {config, openClip})
        hash.addData(QJsonDocument(json).toJson());
    hash.addData((read.kind + QLatin1Char(' ') + made.text()).toUtf8());
    return {.name = imageEncoderName(path),
            .preprocess = made.name,
            .identity = QString::fromLatin1(hash.result().toHex().left(32)),
            .dims = static_cast<int>(tower->dims()),
            .encode =
                [tower, made, device](std::span<const QString> pictures, JobContext &job) {
                    EncodedPictures encoded;
                    computeOn(device, [&] { encoded = throughTower(*tower, made, device, pictures, job); });
                    return encoded;
                },
            .path = QFileInfo(path).absoluteFilePath()};
}

ImageEncoder builtinImageEncoder()
{
    return {.name = QStringLiteral("builtin"),
            .preprocess = {},
            .identity = QStringLiteral("histograms-1"),
            .dims = static_cast<int>(kHistogramNumbers),
            .encode = [](std::span<const QString> files, JobContext &job) {
                EncodedPictures encoded;
                encoded.vectors.resize(files.size() * kHistogramNumbers);
                const auto most = batchOn(Device::Cpu);
                for (std::size_t begin = 0; begin < files.size(); begin += most) {
                    const auto end = std::min(begin + most, files.size());
                    readEach(files, begin, end, encoded.why, [&](std::size_t i, const Picture &picture) {
                        writeHistograms(picture,
                                        std::span(encoded.vectors).subspan(i * kHistogramNumbers, kHistogramNumbers));
                    });
                    say(job, end, files.size());
                }
                return encoded;
            }};
}

} // namespace aisle
