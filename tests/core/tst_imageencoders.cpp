#include "core/common/error.h"
#include "core/features/encoders/images/imageencoder.h"
#include "core/features/encoders/images/picture.h"
#include "core/features/encoders/images/preprocess.h"
#include "core/jobs/jobcontext.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstring>
#include <numeric>

using namespace aisle;
using aisle::test::errorOf;

namespace {

QString madeFile(const QString &name)
{
    return test::sourceFile("tests/data/imageencoders/") + name;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ImageEncoder opened(const QString &path, const char *preprocess = "")
{
    return imageEncoderIn(path, QString::fromLatin1(preprocess), Device::Cpu);
}

EncodedPictures encoded(const ImageEncoder &encoder, const std::vector<QString> &files)
{
    SilentContext job;
    return encoder.encode(files, job);
}

/// Red, green and blue in the middle of the left or right half.
std::array<int, 3> colourOf(const Picture &picture, bool right)
{
    const auto *pixel = &picture.rgb[picture.at(picture.width * (right ? 3 : 1) / 4, picture.height / 2)];
    return {pixel[0], pixel[1], pixel[2]};
}

bool isLike(const std::array<int, 3> &colour, const std::array<int, 3> &other, int most = 12)
{
    for (std::size_t c = 0; c < 3; ++c)
        if (std::abs(colour[c] - other[c]) > most)
            return false;
    return true;
}

/// How many of them have the nearest other one, by cosine, in their class.
double nearestOfClass(const EncodedPictures &pictures, std::size_t dims, const std::vector<int> &classes)
{
    std::vector<std::vector<double>> rows(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto begin = pictures.vectors.begin() + static_cast<std::ptrdiff_t>(i * dims);
        rows[i].assign(begin, begin + static_cast<std::ptrdiff_t>(dims));
        const double length = std::sqrt(std::inner_product(rows[i].begin(), rows[i].end(), rows[i].begin(), 0.0));
        for (auto &each : rows[i])
            each /= length;
    }
    int right = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::size_t best = i;
        double most = -2;
        for (std::size_t j = 0; j < rows.size(); ++j) {
            const double cosine = std::inner_product(rows[i].begin(), rows[i].end(), rows[j].begin(), 0.0);
            if (j != i && cosine > most) {
                most = cosine;
                best = j;
            }
        }
        right += classes[best] == classes[i];
    }
    return right / static_cast<double>(rows.size());
}

} // namespace

/// Pictures read, resized and encoded, against Pillow's and numpy's outcome and a published network's figure.
class ImageEncodersTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;

    /// A copy of a network to be spoilt.
    QString copied(const QString &name)
    {
        const QDir from(madeFile(name));
        const auto to = m_dir.filePath(QStringLiteral("%1-%2").arg(name).arg(QDir(m_dir.path()).count()));
        QDir().mkpath(to);
        for (const auto &file : from.entryList(QDir::Files))
            QFile::copy(from.filePath(file), to + QLatin1Char('/') + file);
        return to;
    }
    void replace(const QString &path, const char *was, const char *is)
    {
        auto bytes = bytesOf(path);
        QVERIFY2(bytes.contains(was), was);
        QFile::remove(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.replace(was, is));
    }

private Q_SLOTS:
    void networks_data()
    {
        QTest::addColumn<QJsonArray>("vector");
        const auto expected = QJsonDocument::fromJson(bytesOf(madeFile(QStringLiteral("expected.json")))).object();
        QVERIFY(expected.size() > 12);
        for (auto network = expected.begin(); network != expected.end(); ++network)
            QTest::newRow(qPrintable(network.key())) << network.value().toArray();
    }
    void networks()
    {
        QFETCH(const QJsonArray, vector);
        const auto encoder = opened(madeFile(QString::fromLatin1(QTest::currentDataTag())));
        QCOMPARE(encoder.dims, static_cast<int>(vector.size()));
        QCOMPARE(encoder.preprocess, QStringLiteral("config"));
        const auto picture = madeFile(QStringLiteral("picture.png"));
        const auto made = encoded(
            encoder, {madeFile(QStringLiteral("pictures/plain.jpg")), picture, QStringLiteral("none"), picture});
        QCOMPARE(made.why.size(), 4);
        QVERIFY(made.why[1].isEmpty() && !made.why[2].isEmpty());
        for (std::size_t d = 0; d < static_cast<std::size_t>(vector.size()); ++d) {
            const auto dims = static_cast<std::size_t>(encoder.dims);
            const double should = vector[static_cast<qsizetype>(d)].toDouble();
            const double is = static_cast<double>(made.vectors[dims + d]);
            QVERIFY2(std::abs(is - should) < 2e-5 * (1 + std::abs(should)), qPrintable(QString::number(is - should)));
            QVERIFY(std::abs(made.vectors[3 * dims + d] - made.vectors[dims + d]) < 1e-5F); // beside whatever others
            QCOMPARE(made.vectors[2 * dims + d], 0.F);
        }
    }

    void resamplesAsPillow()
    {
        const auto picture = readPicture(madeFile(QStringLiteral("resampled.png")));
        const auto cases = QJsonDocument::fromJson(bytesOf(madeFile(QStringLiteral("resampled.json")))).array();
        QVERIFY(cases.size() > 10);
        for (const auto &each : cases) {
            const auto filter = each[QStringLiteral("filter")] == QLatin1String("bilinear")  ? ResampleFilter::Bilinear
                                : each[QStringLiteral("filter")] == QLatin1String("bicubic") ? ResampleFilter::Bicubic
                                                                                             : ResampleFilter::Lanczos;
            Resampled to{.width = each[QStringLiteral("width")].toInt(),
                         .height = each[QStringLiteral("height")].toInt()};
            to.partWidth = to.width;
            to.partHeight = to.height;
            const auto made = resampled(picture, to, filter);
            const auto rgb = each[QStringLiteral("rgb")].toArray();
            QCOMPARE(made.rgb.size(), static_cast<std::size_t>(rgb.size()));
            for (qsizetype i = 0; i < rgb.size(); ++i)
                QCOMPARE(static_cast<int>(made.rgb[static_cast<std::size_t>(i)]), rgb[i].toInt());
            const Resampled part{.width = to.width,
                                 .height = to.height,
                                 .left = to.width - 1,
                                 .top = -1,
                                 .partWidth = 2,
                                 .partHeight = 2};
            const auto corner = resampled(picture, part, filter); // the upper right pixel, and black around it
            QCOMPARE(corner.rgb[corner.at(0, 1)], made.rgb[made.at(to.width - 1, 0)]);
            for (const auto black : {corner.at(0, 0), corner.at(1, 0), corner.at(1, 1)})
                QCOMPARE(static_cast<int>(corner.rgb[black]), 0);
        }
    }

    void readsWhatShopsHave_data()
    {
        QTest::addColumn<bool>("hasColours");
        for (const char *name : {"plain.jpg", "progressive.jpg", "plain.bmp", "turned.jpg", "cmyk.jpg", "animated.gif",
                                 "really-a-png.jpg"})
            QTest::newRow(name) << true;
        for (const char *name : {"grey.jpg", "grey16.png", "clear.png", "thread.png"})
            QTest::newRow(name) << false;
    }
    void readsWhatShopsHave()
    {
        QFETCH(const bool, hasColours);
        const auto name = QString::fromLatin1(QTest::currentDataTag());
        const auto picture = readPicture(madeFile(QStringLiteral("pictures/") + name));
        if (hasColours) {
            QCOMPARE(picture.width, 40);
            QCOMPARE(picture.height, 20);
            QVERIFY(isLike(colourOf(picture, false), {220, 20, 20}));
            QVERIFY(isLike(colourOf(picture, true), {20, 20, 220}));
        } else if (name == QStringLiteral("clear.png")) {
            QVERIFY(isLike(colourOf(picture, true), {255, 255, 255}, 0));
        } else {
            const auto colour = colourOf(picture, false);
            QVERIFY(colour[0] == colour[1] && colour[1] == colour[2]);
            if (name == QStringLiteral("grey16.png"))
                QVERIFY(std::abs(colour[0] - 40000 / 257) <= 1);
        }
        for (const auto &encoder :
             {builtinImageEncoder(), opened(madeFile(QStringLiteral("resnext")), "torchvision")}) {
            const auto made = encoded(encoder, {madeFile(QStringLiteral("pictures/") + name)});
            QVERIFY2(made.why.first().isEmpty(), qPrintable(made.why.first()));
        }
    }

    void saysWhatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("gone.jpg") << QByteArray("picture.missing");
        QTest::newRow("empty.jpg") << QByteArray("picture.empty");
        QTest::newRow("text.jpg") << QByteArray("picture.unknown");
        QTest::newRow("drawing.jpg") << QByteArray("picture.unknown");
        QTest::newRow("huge.png") << QByteArray("picture.too-large");
        QTest::newRow("broken.png") << QByteArray("picture.damaged");
        for (const char *name : {"cut.jpg", "cut.png", "cut.gif", "cut.bmp"})
            QTest::newRow(name) << QByteArray("picture.cut-off");
    }
    void saysWhatCannotBeRead()
    {
        QFETCH(const QByteArray, code);
        const auto path = madeFile(QStringLiteral("pictures/") + QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(errorOf([&] { readPicture(path); }), code.toStdString());
        const auto good = madeFile(QStringLiteral("pictures/plain.jpg"));
        const auto made = encoded(builtinImageEncoder(), {path, good});
        QVERIFY(made.why[0].contains(QFileInfo(path).fileName()) && made.why[1].isEmpty());
    }

    void builtinSeesColoursAndShapes()
    {
        const auto encoder = builtinImageEncoder();
        const auto file = [](const char *name) { return madeFile(QStringLiteral("pictures/") + QLatin1String(name)); };
        const auto made = encoded(encoder, {file("plain.jpg"), file("cmyk.jpg"), file("grey.jpg"), file("thread.png")});
        const auto dims = static_cast<std::size_t>(encoder.dims);
        const auto cosine = [&](std::size_t a, std::size_t b) {
            const auto from = made.vectors.begin();
            return std::inner_product(from + static_cast<std::ptrdiff_t>(a * dims),
                                      from + static_cast<std::ptrdiff_t>((a + 1) * dims),
                                      from + static_cast<std::ptrdiff_t>(b * dims), 0.0);
        };
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(cosine(i, i) - 1) < 1e-5);
        QVERIFY(cosine(0, 1) > 0.9);                                         // the same picture
        QVERIFY(cosine(0, 1) > cosine(0, 2) && cosine(0, 2) > cosine(0, 3)); // its shapes without colours; neither
    }

    void configsSayHow()
    {
        const auto config = [](const char *json) {
            return preprocessOf(QJsonDocument::fromJson(json).object(), QStringLiteral("c.json"));
        };
        const QByteArray colours = R"("image_mean": [0.1, 0.2, 0.3], "image_std": [1, 1, 1])";
        const auto clip =
            config("{\"size\": {\"shortest_edge\": 224}, \"do_center_crop\": true, \"crop_size\": {\"height\": 200, "
                   "\"width\": 200}, \"resample\": 3, " +
                   colours + "}");
        QVERIFY(clip.keepsShape && clip.filter == ResampleFilter::Bicubic);
        QCOMPARE(clip.cropWidth, 200);
        const auto old = config("{\"size\": 224, \"resample\": 2, " + colours + "}");
        QVERIFY(!old.keepsShape && old.width == 224 && old.cropHeight == 224);
        const auto bare = config("{\"size\": 64, \"do_normalize\": false, \"do_rescale\": false}");
        std::vector<float> planes(bare.numbers());
        bare.write({.width = 1, .height = 1, .rgb = {7, 8, 9}}, planes);
        QVERIFY(planes.front() == 7.F && planes.back() == 9.F);
        for (const char *wrong :
             {"{\"size\": -1}", "{\"size\": {\"height\": 5}}", "{\"size\": 1e9}", "{\"image_mean\": [1, 2]}",
              "{\"resample\": 9, \"do_normalize\": false}", "{\"image_mean\": [1,1,1], \"image_std\": [0,1,1]}"})
            QCOMPARE(errorOf([&] { config(wrong); }), "preprocess.config");
        QCOMPARE(errorOf([] { preprocessCalled(QStringLiteral("keras")); }), "preprocess.unknown");
        QCOMPARE(preprocessCalled(QStringLiteral("torchvision")).forSide(448).width, 512);
    }

    void wrongWeightsAreNamed()
    {
        const auto weights = [](const QString &folder) { return folder + QStringLiteral("/model.safetensors"); };
        QCOMPARE(errorOf([] { opened(QStringLiteral("/nowhere/at-all")); }), "encoder.no-image-encoder");
        QCOMPARE(errorOf([&] { opened(m_dir.path()); }), "encoder.no-image-weights");
        QCOMPARE(errorOf([] { opened(madeFile(QStringLiteral("picture.png"))); }), "weights.damaged");
        QCOMPARE(errorOf([] { opened(test::sourceFile("tests/data/encoders/tiny-bert")); }), "tower.unknown");

        const auto shape = copied(QStringLiteral("squeezenet1_1")); // 5 x 3 where 3 x 5 is needed
        replace(weights(shape), "\"shape\": [3, 6, 1, 1]", "\"shape\": [6, 3, 1, 1]");
        QCOMPARE(errorOf([&] { opened(shape); }), "encoder.tensor-shape");
        const auto lacking = copied(QStringLiteral("resnet-basic"));
        replace(weights(lacking), "layer2.0.bn1.running_mean", "layer2.0.bn1.running_meen");
        QCOMPARE(errorOf([&] { opened(lacking); }), "weights.no-tensor");
        const auto more = copied(QStringLiteral("resnet-basic")); // what would change the outcome
        replace(weights(more), "\"fc.weight\"", "\"se.weight\"");
        QCOMPARE(errorOf([&] { opened(more); }), "tower.tensor");
        const auto heads = copied(QStringLiteral("vit-timm"));
        replace(heads + QStringLiteral("/config.json"), "3", "5");
        QCOMPARE(errorOf([&] { opened(heads); }), "tower.heads");
        const auto small = copied(QStringLiteral("resnext"));
        replace(small + QStringLiteral("/preprocessor_config.json"), "\"height\": 32", "\"height\": 8");
        QCOMPARE(errorOf([&] { opened(small); }), "preprocess.too-small");
        const auto bend = copied(QStringLiteral("vit-hugging-face"));
        replace(bend + QStringLiteral("/config.json"), "\"gelu\"", "\"mish\"");
        QCOMPARE(errorOf([&] { opened(bend); }), "tower.activation");
        QVERIFY(QFile::copy(weights(shape), shape + QStringLiteral("/other.safetensors")));
        QVERIFY(QFile::remove(weights(shape)) &&
                errorOf([&] { opened(shape); }) == "encoder.tensor-shape"); // the only one
    }

    /// A shape turned round is the same number of values, and another network.
    void everyTensorIsHeldAgainstItsShape_data()
    {
        QTest::addColumn<int>("refused");
        for (const char *name :
             {"squeezenet1_1", "resnext", "resnet-basic", "mobilenet_v3_small", "vit-torchvision", "clip-hugging-face"})
            QTest::newRow(name) << 7; // most tensors of a transformer are squares or rows
    }
    void everyTensorIsHeldAgainstItsShape()
    {
        QFETCH(const int, refused);
        const auto folder = copied(QString::fromLatin1(QTest::currentDataTag()));
        const auto path = folder + QStringLiteral("/model.safetensors");
        const auto good = bytesOf(path);
        qint64 length = 0;
        std::memcpy(&length, good.constData(), sizeof(length));
        const auto header = QJsonDocument::fromJson(good.mid(8, length)).object();
        int errors = 0;
        for (auto tensor = header.begin(); tensor != header.end(); ++tensor) {
            auto entry = tensor.value().toObject();
            QJsonArray turned;
            for (const auto &extent : entry[QStringLiteral("shape")].toArray())
                turned.prepend(extent);
            if (turned == entry[QStringLiteral("shape")].toArray())
                continue;
            entry[QStringLiteral("shape")] = turned;
            auto changed = header;
            changed[tensor.key()] = entry;
            const auto text = QJsonDocument(changed).toJson(QJsonDocument::Compact);
            const qint64 size = text.size();
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(reinterpret_cast<const char *>(&size), sizeof(size)) + text + good.mid(8 + length));
            file.close();
            try {
                encoded(opened(folder), {madeFile(QStringLiteral("picture.png"))});
            } catch (const Error &) {
                ++errors;
            }
        }
        QVERIFY2(errors >= refused, qPrintable(QString::number(errors)));
    }

    /// The figure that the data's README names: the first 12 pictures of each of the 10 classes.
    void squeezeNetTellsClothesApart()
    {
        const auto weights = test::dataFile("models/squeezenet1_1_fp16.safetensors");
        const auto folder = test::dataFile("clothing-images/validation");
        if (weights.isEmpty() || folder.isEmpty())
            QSKIP(test::kNoData);
        constexpr int kOfEach = 12;
        std::vector<QString> files;
        std::vector<int> classes;
        const auto names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const auto &name : names) {
            const QDir pictures(folder + QLatin1Char('/') + name);
            for (const auto &file : pictures.entryList(QDir::Files, QDir::Name).mid(0, kOfEach)) {
                files.push_back(pictures.filePath(file));
                classes.push_back(static_cast<int>(names.indexOf(name)));
            }
        }
        QCOMPARE(files.size(), std::size_t(120));
        const auto encoder = opened(weights, "caffe");
        QCOMPARE(encoder.dims, 512);
        const auto share = nearestOfClass(encoded(encoder, files), 512, classes);
        const auto builtin = builtinImageEncoder();
        const auto without = nearestOfClass(encoded(builtin, files), static_cast<std::size_t>(builtin.dims), classes);
        qInfo("1-NN: SqueezeNet %.4f, builtin %.4f", share, without);
        QVERIFY2(std::abs(share - 0.51) <= 0.01, qPrintable(QString::number(share)));
        QVERIFY2(without > 0.2, qPrintable(QString::number(without)));
    }
};

QTEST_GUILESS_MAIN(ImageEncodersTest)
#include "tst_imageencoders.moc"
