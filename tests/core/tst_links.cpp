#include "core/common/parallel.h"
#include "core/features/relations/links/linkjudge.h"
#include "core/features/relations/links/linklearner.h"
#include "core/features/relations/links/links.h"

#include <QBuffer>
#include <QTest>
#include <cmath>
#include <complex>
#include <limits>
#include <set>

using namespace aisle;

namespace {

constexpr LinkMethod kMethods[] = {LinkMethod::TransE, LinkMethod::DistMult, LinkMethod::ComplEx, LinkMethod::RotatE};

void everyMethod()
{
    QTest::addColumn<int>("method");
    for (const auto &info : linkMethods())
        QTest::newRow(info.id.c_str()) << static_cast<int>(info.method);
}

/// By the paper's formula, in double.
double scoreByHand(LinkMethod method, const std::vector<float> &h, const std::vector<float> &r,
                   const std::vector<float> &t)
{
    const std::size_t size = h.size(), half = size / 2;
    const auto number = [half](const std::vector<float> &of, std::size_t i) {
        return std::complex<double>(of[i], of[half + i]);
    };
    double score = 0;
    for (std::size_t i = 0; i < size; ++i) {
        const double a = h[i], c = t[i];
        if (method == LinkMethod::TransE)
            score -= (a + r[i] - c) * (a + r[i] - c);
        else if (method == LinkMethod::DistMult)
            score += a * r[i] * c;
        else if (i < half && method == LinkMethod::ComplEx)
            score += (number(h, i) * number(r, i) * std::conj(number(t, i))).real();
        else if (i < half)
            score -= std::norm(number(h, i) * std::polar(1.0, static_cast<double>(r[i])) - number(t, i));
    }
    return score;
}

std::vector<float> rowOf(const at::Tensor &table, std::int64_t row)
{
    return toVector(table[row].detach());
}

std::vector<Triple> randomTriples(const LinkShape &shape, int count, std::uint64_t seed)
{
    Random random(seed);
    std::vector<Triple> triples;
    for (int n = 0; n < count; ++n) {
        const auto head = random.below(static_cast<std::uint32_t>(shape.entities));
        const auto relation = random.below(static_cast<std::uint32_t>(shape.relations));
        triples.push_back({head, relation, random.below(static_cast<std::uint32_t>(shape.entities))});
    }
    return triples;
}

/// The rank of one answer, counted as the words say.
double rankByHand(const std::vector<float> &scores, std::uint32_t answer, const std::set<std::uint32_t> &others)
{
    double before = 0, level = 0;
    for (std::uint32_t e = 0; e < scores.size(); ++e) {
        if (e == answer || others.contains(e))
            continue;
        before += !(scores[e] <= scores[answer]) ? 1 : 0;
        level += scores[e] == scores[answer] ? 1 : 0;
    }
    return 1 + before + level / 2;
}

/// Entities on a circle: one step on and back, two steps, and the place opposite.
LinkData circle(std::uint32_t size)
{
    LinkData data{.shape = {.entities = size, .relations = 4}, .train = {}, .valid = {}, .test = {}};
    Random random(5);
    for (std::uint32_t e = 0; e < size; ++e) {
        const std::uint32_t steps[] = {1, size - 1, 2, size / 2};
        for (std::uint32_t r = 0; r < 4; ++r) {
            const auto share = random.uniform();
            auto &part = share < .15 ? data.test : share < .25 ? data.valid : data.train;
            part.push_back({e, r, (e + steps[r]) % size});
        }
    }
    return data;
}

/// Cancels after some epochs.
class StoppingContext : public SilentContext
{
public:
    explicit StoppingContext(int after) : m_after(after) {}
    void checkpoint() override
    {
        if (m_seen >= m_after)
            throw Cancelled{};
    }
    void report(const EpochReport &) override { ++m_seen; }

private:
    int m_after;
    int m_seen = 0;
};

QJsonObject small()
{
    return {{QStringLiteral("factors"), 16},
            {QStringLiteral("batch-size"), 64},
            {QStringLiteral("epochs"), 6},
            {QStringLiteral("dropout"), .1},
            {QStringLiteral("negatives"), 12}};
}

} // namespace

class TestLinks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setThreadCount(1); }

    void scoresFollowTheFormulas_data() { everyMethod(); }
    void scoresFollowTheFormulas()
    {
        QFETCH(int, method);
        const LinkShape shape{.entities = 7, .relations = 3};
        for (const bool reciprocal : {false, true}) {
            const LinkModel model(static_cast<LinkMethod>(method), shape, 6, reciprocal, 3);
            for (std::uint32_t r = 0; r < 3; ++r) {
                const LinkQuestion questions[] = {{2, r}, {5, r + 3}};
                const auto scores = model.scores(questions);
                const auto forth = rowOf(model.relations, r), back = rowOf(model.relations, reciprocal ? r + 3 : r);
                for (std::int64_t e = 0; e < 7; ++e) {
                    const auto entity = rowOf(model.entities, e);
                    const auto ofTail =
                        scoreByHand(static_cast<LinkMethod>(method), rowOf(model.entities, 2), forth, entity);
                    const auto five = rowOf(model.entities, 5); // with its own vector the question goes forth from it
                    const auto ofHead = reciprocal ? scoreByHand(static_cast<LinkMethod>(method), five, back, entity)
                                                   : scoreByHand(static_cast<LinkMethod>(method), entity, back, five);
                    QVERIFY(std::abs(scores[0][e].item<double>() - ofTail) < 1e-5);
                    QVERIFY(std::abs(scores[1][e].item<double>() - ofHead) < 1e-5);
                }
            }
        }
    }

    void gradientsMatchDifferences_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<QString>("loss");
        QTest::addColumn<int>("negatives");
        for (const auto method : kMethods)
            for (const auto *loss : {"softmax", "adversarial"})
                for (const int negatives : {0, 9})
                    QTest::addRow("%d %s %d", static_cast<int>(method), loss, negatives)
                        << static_cast<int>(method) << QString::fromLatin1(loss) << negatives;
    }
    void gradientsMatchDifferences()
    {
        QFETCH(int, method);
        QFETCH(QString, loss);
        QFETCH(int, negatives);
        const LinkShape shape{.entities = 14, .relations = 3};
        const auto triples = randomTriples(shape, 40, 7);
        const LinkQuestions questions({triples}, shape);
        LinkModel model(static_cast<LinkMethod>(method), shape, 8, negatives > 0, 11);
        LinkParams params;
        params.loss = loss.toStdString();
        params.negatives = negatives;
        params.temperature = 0; // other weights are held fixed in the gradient
        params.margin = 1;
        params.l3 = .05;
        params.smoothing = .1;
        LinkBudget budget(0);
        LinkLearner learner(model, questions, shape, params, budget, {});
        std::vector<std::uint32_t> asked{0, 3, 4, 9, 11, 12};
        Random random(13);
        const auto batch = learner.batchOf(asked, random);
        QCOMPARE(batch.candidates.size(), static_cast<std::size_t>(negatives));

        const auto before = learner.learn(batch);
        QVERIFY(std::isfinite(before) && before > 0);
        const at::Tensor gradients[] = {model.entities.grad().clone(), model.relations.grad().clone()};
        at::Tensor *tables[] = {&model.entities, &model.relations};
        int moving = 0;
        for (int t = 0; t < 2; ++t) {
            auto values = tables[t]->detach().view(-1);
            const auto gradient = gradients[t].view(-1);
            for (std::int64_t n = 0; n < values.size(0); n += 3) {
                constexpr double kStep = 4e-3;
                const double here = values[n].item<double>();
                values[n] = here + kStep;
                const double up = learner.learn(batch);
                values[n] = here - kStep;
                const double down = learner.learn(batch);
                values[n] = here;
                const double expected = (up - down) / (2 * kStep), got = gradient[n].item<double>();
                QVERIFY2(std::abs(expected - got) < 3e-4 + 1e-2 * std::abs(expected),
                         qPrintable(QStringLiteral("%1 %2: %3, not %4").arg(t).arg(n).arg(got).arg(expected)));
                moving += std::abs(expected) > 1e-3 ? 1 : 0;
            }
        }
        QVERIFY(moving > 10);
    }

    /// Scores of few values, so that there are ties everywhere, and some that are no numbers.
    void judgeRanksAsCountedByHand()
    {
        const LinkShape shape{.entities = 12, .relations = 2};
        const auto train = randomTriples(shape, 30, 1), test = randomTriples(shape, 40, 2);
        const LinkQuestions known({train, test}, shape);
        const auto scoreOf = [](const LinkQuestion &question, std::uint32_t entity) {
            const auto drawn = deriveSeed(question.entity * 100 + question.relation, entity) % 9;
            return drawn == 8 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(drawn / 2);
        };
        const LinkScorer scorer = [&](std::span<const LinkQuestion> questions, float *scores) {
            for (const auto &question : questions)
                for (std::uint32_t e = 0; e < 12; ++e)
                    *scores++ = scoreOf(question, e);
        };
        SilentContext job;
        const auto figures = judgeLinks(scorer, test, known, shape, 4, job);

        double reciprocal = 0, hits1 = 0, hits3 = 0;
        std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> seen;
        int asked = 4;
        for (const auto &triple : test) {
            const std::pair<LinkQuestion, std::uint32_t> both[] = {{tailQuestion(triple), triple.tail},
                                                                   {headQuestion(triple, shape), triple.head}};
            for (const auto &[question, answer] : both) {
                if (!seen.insert({question.entity, question.relation, answer}).second)
                    continue;
                std::vector<float> scores;
                for (std::uint32_t e = 0; e < 12; ++e)
                    scores.push_back(scoreOf(question, e));
                const auto all = known.answersTo(question);
                const double rank = std::isnan(scores[answer])
                                        ? 13
                                        : rankByHand(scores, answer, std::set<std::uint32_t>(all.begin(), all.end()));
                reciprocal += 1 / rank;
                hits1 += rank <= 1 ? 1 : 0;
                hits3 += rank <= 3 ? 1 : 0;
                ++asked;
            }
        }
        QCOMPARE(figures.questions, asked);
        QVERIFY(std::abs(figures.meanReciprocalRank - reciprocal / asked) < 1e-12);
        QCOMPARE(figures.hits1, hits1 / asked);
        QCOMPARE(figures.hits3, hits3 / asked);
        QVERIFY(figures.hits3 > 0 && figures.hits3 < 1);
    }

    void questionsHaveTheirAnswers()
    {
        const LinkShape shape{.entities = 5, .relations = 2};
        const std::vector<Triple> triples{{0, 1, 2}, {0, 1, 4}, {3, 1, 2}, {0, 1, 2}}; // one twice
        const LinkQuestions questions({triples}, shape);
        QCOMPARE(questions.size(), std::size_t(4));
        QVERIFY(std::ranges::equal(questions.answersTo({0, 1}), std::vector<std::uint32_t>{2, 4}));
        QVERIFY(std::ranges::equal(questions.answersTo({2, 3}), std::vector<std::uint32_t>{0, 3}));
        QVERIFY(questions.answersTo({1, 1}).empty());
        QCOMPARE(LinkQuestions({}, shape).size(), std::size_t(0));
    }

    /// Steps, their inverse, two steps, the opposite: turns can say all of it; a product of three cannot tell a step
    /// forth from a step back.
    void turnsLearnACircle()
    {
        const auto data = circle(40);
        SilentContext job;
        const QJsonObject parameters{
            {QStringLiteral("factors"), 32},  {QStringLiteral("batch-size"), 64},     {QStringLiteral("epochs"), 150},
            {QStringLiteral("negatives"), 0}, {QStringLiteral("learning-rate"), .02}, {QStringLiteral("dropout"), .3},
            {QStringLiteral("l2"), .3}};
        LinkOptions options{.training = {.validateEvery = 10, .patience = 0}};
        const auto turned = trainLinks(data, "rotate", parameters, options, job);
        const auto product = trainLinks(data, "distmult", parameters, options, job);
        QVERIFY2(turned.test.hits1 > .85, qPrintable(QString::number(turned.test.hits1)));
        QVERIFY2(product.test.hits1 < .65, qPrintable(QString::number(product.test.hits1)));
        QCOMPARE(turned.test.questions, static_cast<std::int64_t>(2 * data.test.size()));
        QVERIFY(turned.bestEpoch.has_value());
        QCOMPARE(turned.epochs.size(), std::size_t(150));
    }

    void trainingIsRepeatable_data() { everyMethod(); }
    void trainingIsRepeatable()
    {
        QFETCH(int, method);
        const auto id = linkMethods()[static_cast<std::size_t>(method)].id;
        const auto data = circle(20);
        SilentContext job;
        const auto one = trainLinks(data, id, small(), {}, job), two = trainLinks(data, id, small(), {}, job);
        LinkOptions other;
        other.training.seed = 2;
        const auto three = trainLinks(data, id, small(), other, job);
        QCOMPARE(one.vectors.entities, two.vectors.entities);
        QCOMPARE(one.vectors.relations, two.vectors.relations);
        QVERIFY(one.vectors.entities != three.vectors.entities);
        QCOMPARE(one.vectors.entities.size(), std::size_t(20 * 16));
    }

    void stoppedTrainingGoesOn()
    {
        const auto data = circle(20);
        QByteArray kept;
        LinkOptions options;
        options.checkpoints.keepCheckpoint = [&](int, const std::function<void(QIODevice &)> &write) {
            QBuffer buffer(&kept);
            buffer.open(QIODevice::WriteOnly);
            write(buffer);
        };
        StoppingContext stopping(3);
        QVERIFY_EXCEPTION_THROWN(trainLinks(data, "complex", small(), options, stopping), Cancelled);
        QVERIFY(!kept.isEmpty());
        QBuffer from(&kept);
        from.open(QIODevice::ReadOnly);
        LinkOptions resuming;
        resuming.checkpoints.resumeFrom = &from;
        SilentContext job;
        const auto resumed = trainLinks(data, "complex", small(), resuming, job);
        const auto whole = trainLinks(data, "complex", small(), {}, job);
        QCOMPARE(resumed.vectors.entities, whole.vectors.entities);
        QCOMPARE(resumed.epochs.size(), whole.epochs.size());
    }

    void timeEndsATraining()
    {
        const auto data = circle(20);
        auto parameters = small();
        parameters.insert(QStringLiteral("epochs"), 10000);
        LinkOptions options{.training = {.validateEvery = 1000, .patience = 0}, .minutes = .01};
        SilentContext job;
        const auto result = trainLinks(data, "transe", parameters, options, job);
        QVERIFY(!result.epochs.empty() && result.epochs.size() < 10000);
        QVERIFY(result.fitSeconds < 5);
    }

    void whatTheGraphLacksIsMissed()
    {
        auto data = circle(20);
        SilentContext job;
        const auto all = trainLinks(data, "transe", small(), {}, job).test;
        data.unknownTest = static_cast<std::int64_t>(data.test.size());
        const auto half = trainLinks(data, "transe", small(), {}, job).test;
        QCOMPARE(half.questions, 2 * all.questions);
        QVERIFY(std::abs(half.meanReciprocalRank - all.meanReciprocalRank / 2) < 1e-12);
    }

    void whatCannotBeIsRefused()
    {
        const auto data = circle(20);
        SilentContext job;
        const auto codeOf = [&](const LinkData &of, const char *method, const QJsonObject &parameters) {
            try {
                trainLinks(of, method, parameters, {}, job);
            } catch (const Error &error) {
                return error.code();
            }
            return std::string();
        };
        QCOMPARE(codeOf(data, "transd", {}), std::string("links.unknown"));
        QCOMPARE(codeOf(data, "transe", {{QStringLiteral("factors"), 1}}), std::string("param.range"));
        QCOMPARE(codeOf(data, "transe", {{QStringLiteral("factor"), 8}}), std::string("param.unknown"));
        QCOMPARE(codeOf({}, "transe", {}), std::string("links.empty"));
        QCOMPARE(codeOf(data, "transe", {{QStringLiteral("learning-rate"), .1}, {QStringLiteral("epochs"), 2}}),
                 std::string());
    }

    void aFewEntitiesAndOddLengthsDo()
    {
        SilentContext job;
        LinkData tiny{.shape = {.entities = 2, .relations = 1},
                      .train = {{0, 0, 1}, {1, 0, 0}, {0, 0, 0}, {1, 0, 1}},
                      .valid = {},
                      .test = {}};
        for (const auto &info : linkMethods()) {
            auto parameters = small();
            parameters.insert(QStringLiteral("factors"), 7);
            const auto learnt = trainLinks(tiny, info.id, parameters, {}, job); // every candidate is an answer
            QVERIFY(std::ranges::all_of(learnt.vectors.entities, [](float x) { return std::isfinite(x); }));
            QCOMPARE(learnt.test.questions, 0);
        }
        QVERIFY(estimateLinks(tiny, "rotate", {}).bytes > 0);
    }
};

QTEST_APPLESS_MAIN(TestLinks)
#include "tst_links.moc"
