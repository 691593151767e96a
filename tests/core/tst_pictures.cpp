#include "core/common/error.h"
#include "core/features/encoding.h"
#include "core/features/pictureencoding.h"
#include "core/jobs/jobcontext.h"
#include "core/storage/sqlite/statements.h"
#include "tests/support/errorof.h"
#include "tests/support/testdata.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace aisle;
using aisle::test::errorOf;

namespace {

/// Knows a picture by the first letter of its file; counts what it was asked.
struct Letters
{
    std::vector<QString> asked{};
    std::size_t most = 1 << 20; ///< then it is stopped, as by a person
    ImageEncoder use()
    {
        return {QStringLiteral("letters"), QStringLiteral("caffe"), QStringLiteral("letters-1"), 2,
                [this](std::span<const QString> files, JobContext &) {
                    if (asked.size() >= most)
                        throw Cancelled{};
                    EncodedPictures encoded;
                    for (const auto &path : files) {
                        asked.push_back(QFileInfo(path).fileName());
                        QFile file(path);
                        const auto bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
                        const bool isGood = bytes.startsWith("good");
                        encoded.why << (isGood ? QString() : path + QStringLiteral(" is bad."));
                        encoded.vectors.push_back(isGood ? static_cast<float>(bytes.size()) : 0.F);
                        encoded.vectors.push_back(isGood ? 1.F : 0.F);
                    }
                    return encoded;
                }};
    }
};

} // namespace

/// Which picture is of which product, and that only what changed is encoded again.
class PicturesTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Project> m_project;
    SilentContext m_job;
    const QString m_name = QStringLiteral("looks");

    void product(int id, const char *key, const char *image = "", const char *attributes = "")
    {
        execute(m_project->database(), "INSERT INTO item(id, key, title, image, attributes) VALUES(?, ?, '', ?, ?)",
                {std::int64_t(id), std::string(key), std::string(image), std::string(attributes)});
    }
    QString folder() const { return m_dir->filePath(QStringLiteral("shots")); }
    void picture(const QString &name, const QByteArray &bytes = "good")
    {
        const auto path = folder() + QLatin1Char('/') + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    PictureTotals encode(Letters &letters)
    {
        return encodePictures(*m_project, m_name, picturePlaces(*m_project, folder(), {}), letters.use(), m_job);
    }
    FeatureVectors vectors() { return readFeatures(*m_project, FeatureStore(*m_project).known(m_name), m_job); }
    std::int64_t stale()
    {
        const auto feature = FeatureStore(*m_project).known(m_name);
        return staleRows(*m_project, FeatureSource::of(feature), vectors(), m_job);
    }

private Q_SLOTS:
    void init()
    {
        m_project.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_project = Project::create(m_dir->filePath(QStringLiteral("shop.aisle")));
        QDir().mkpath(folder());
        for (const char *key : {"7", "8_1", "8", "a.b", "caf\u00e9", "none"})
            product(static_cast<int>(m_project->database().getTotalChanges()) + 1, key);
    }

    void filesAreCalledAsProducts()
    {
        picture(QStringLiteral("7.jpg"));
        picture(QStringLiteral("deep/er/7-2.PNG"), "good more");
        picture(QStringLiteral("8_1.jpg"));          // a product of its own
        picture(QStringLiteral("8 (2).jpeg"));       // the second of 8
        picture(QStringLiteral("8/left side.webp")); // and one in its folder
        picture(QStringLiteral("a.b.jpg"));
        picture(QString::fromUtf8("cafe\u0301.jpg")); // the accent apart
        picture(QStringLiteral("banner.jpg"));
        picture(QStringLiteral("7.txt"));
        picture(QStringLiteral(".7_3.jpg"));
        const auto found = cataloguePictures(*m_project, picturePlaces(*m_project, folder(), {}), m_job);
        std::vector<qsizetype> counts;
        for (const auto &files : found.files)
            counts.push_back(files.size());
        QCOMPARE(counts, (std::vector<qsizetype>{2, 1, 2, 1, 1}));
        QCOMPARE(found.without, std::int64_t(1));
        QCOMPARE(found.unknown, std::int64_t(1));
        QCOMPARE(found.examples, QStringList{QStringLiteral("banner.jpg")});
        Letters letters;
        QCOMPARE(encode(letters).pictures, std::int64_t(7));
        QCOMPARE(vectors().row(0)[0], (4 + 9) / 2.F);
    }

    void columnsHavePaths()
    {
        product(20, "20", "shots/x.jpg");
        product(21, "21", "shots/x.jpg|shots/y.jpg", R"({"shot": ["shots/y.jpg", "shots/y.jpg"]})");
        product(22, "22", "https://shop.example/22.jpg");
        product(23, "23", "shots/gone.jpg", R"({"shot": "shots/x.jpg"})");
        picture(QStringLiteral("x.jpg"));
        picture(QStringLiteral("y.jpg"), "good two");
        const auto in = [&](const char *column, const QString &base = {}) {
            return cataloguePictures(*m_project, picturePlaces(*m_project, QString::fromLatin1(column), base), m_job);
        };
        const auto images = in("image");
        QCOMPARE(images.ids, (std::vector<std::int64_t>{20, 21, 23}));
        QCOMPARE(images.files[1].size(), 2);
        QCOMPARE(images.links, std::int64_t(1));
        QCOMPARE(in("shot").ids, (std::vector<std::int64_t>{21, 23}));
        QCOMPARE(errorOf([&] { in("colour"); }), "features.no-pictures");
        Letters letters;
        const auto places = picturePlaces(*m_project, QStringLiteral("image"), m_dir->path());
        const auto done = encodePictures(*m_project, m_name, places, letters.use(), m_job);
        QCOMPARE(done.rows, std::int64_t(2));
        QCOMPARE(done.unreadable, std::int64_t(1));
        QVERIFY(done.why.first().contains(QStringLiteral("gone.jpg")));
        QCOMPARE(stale(), std::int64_t(0)); // what is not there is not stale for ever
        picture(QStringLiteral("gone.jpg"));
        QCOMPARE(stale(), std::int64_t(1));
    }

    void onlyWhatChangedIsEncodedAgain()
    {
        for (int id = 100; id < 250; ++id) {
            product(id, std::to_string(id).c_str());
            picture(QStringLiteral("%1.jpg").arg(id));
        }
        Letters stopped{.most = 64};
        bool isStopped = false;
        try {
            encode(stopped);
        } catch (const Cancelled &) {
            isStopped = true;
        }
        QVERIFY(isStopped && !FeatureSource::of(FeatureStore(*m_project).known(m_name)).isWhole);
        Letters rest;
        QCOMPARE(encode(rest).rows, std::int64_t(150));
        QCOMPARE(rest.asked.size(), std::size_t(150 - 64));

        picture(QStringLiteral("100.jpg"), "good and new");
        picture(QStringLiteral("101.jpg"), "bad");
        QFile::remove(folder() + QStringLiteral("/102.jpg"));
        QCOMPARE(stale(), std::int64_t(2));
        Letters again;
        const auto done = encode(again);
        QCOMPARE(again.asked, (std::vector<QString>{QStringLiteral("100.jpg"), QStringLiteral("101.jpg")}));
        QCOMPARE(done.rows, std::int64_t(148));
        const auto all = vectors();
        QCOMPARE(all.size(), std::size_t(148));
        QVERIFY(!all.placeOf(101) && !all.placeOf(102) && all.row(*all.placeOf(100))[0] == 12.F);
        QCOMPARE(stale(), std::int64_t(0));
        QDir().rename(folder(), folder() + QStringLiteral("2"));
        QCOMPARE(stale(), std::int64_t(0)); // nobody can tell
    }

    void nothingIsLostWhenNothingCanBeRead()
    {
        product(20, "20", "shots/20.jpg");
        picture(QStringLiteral("20.jpg"));
        const auto encodeColumn = [&] {
            Letters letters;
            const auto places = picturePlaces(*m_project, QStringLiteral("image"), {});
            return encodePictures(*m_project, m_name, places, letters.use(), m_job).rows;
        };
        QCOMPARE(encodeColumn(), std::int64_t(1));
        QDir().rename(folder(), folder() + QStringLiteral("2"));
        QCOMPARE(errorOf(encodeColumn), "features.no-picture-read");
        QCOMPARE(vectors().size(), std::size_t(1));
        QCOMPARE(errorOf([&] {
                     Letters letters;
                     encodePictures(*m_project, QStringLiteral("other"),
                                    picturePlaces(*m_project, QStringLiteral("image"), {}), letters.use(), m_job);
                 }),
                 "features.no-picture-read");
        QVERIFY(!FeatureStore(*m_project).find(QStringLiteral("other"))); // and no empty table is left
        QCOMPARE(errorOf([&] { encodeByWords(*m_project, m_name, {QStringLiteral("title")}, 2, m_job); }),
                 "features.no-text");
        QDir().mkpath(folder());
        Letters letters;
        QCOMPARE(errorOf([&] { encode(letters); }), "features.no-pictures");
    }
};

QTEST_GUILESS_MAIN(PicturesTest)
#include "tst_pictures.moc"
