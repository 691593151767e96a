#include "widgets/shoppers/whycolumn.h"

#include "models/recommendationlistmodel.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/contributionbars.h"
#include "widgets/shoppers/shopperrows.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace aisle {

namespace {

/// Templates of core's reasons that are no product, numbers and quoted names as %1, %2.
[[maybe_unused]] constexpr const char *kReasonTexts[]{
    QT_TRANSLATE_NOOP("Reason", "popular, never chosen by this shopper"),
    QT_TRANSLATE_NOOP("Reason", "chosen %1 time"),
    QT_TRANSLATE_NOOP("Reason", "chosen %1 times"),
    QT_TRANSLATE_NOOP("Reason", "chosen %1 time, last %2 day before the latest event"),
    QT_TRANSLATE_NOOP("Reason", "chosen %1 times, last %2 day before the latest event"),
    QT_TRANSLATE_NOOP("Reason", "chosen %1 time, last %2 days before the latest event"),
    QT_TRANSLATE_NOOP("Reason", "chosen %1 times, last %2 days before the latest event"),
    QT_TRANSLATE_NOOP("Reason", "place %1 in the list of a run"),
    QT_TRANSLATE_NOOP("Reason", "place %1 in the list of run %2"),
    QT_TRANSLATE_NOOP("Reason", "place %1 in the list of a recommender"),
    QT_TRANSLATE_NOOP("Reason", "popular, in none of the lists"),
    QT_TRANSLATE_NOOP("Reason", "features %1"),
    QT_TRANSLATE_NOOP("Reason", "what its own events taught"),
    QT_TRANSLATE_NOOP("Reason", "the knowledge graph ties it to this product"),
    QT_TRANSLATE_NOOP("Reason", "popular, nothing in the history leads to it")};

QString reasonText(const std::string &text)
{
    static const QRegularExpression number(QStringLiteral("'.*'|\\d+"));
    const auto written = QString::fromStdString(text);
    QString pattern;
    QStringList numbers;
    qsizetype copied = 0;
    for (auto matches = number.globalMatch(written); matches.hasNext();) {
        const auto match = matches.next();
        numbers.append(match.captured());
        pattern += written.mid(copied, match.capturedStart() - copied) + u'%' + QString::number(numbers.size());
        copied = match.capturedEnd();
    }
    pattern += written.mid(copied);
    return Error::fill(coreText("Reason", pattern), numbers);
}

QString nameOf(ItemId id, const WhyColumn::Items &items, const KeyFormatter &keys, bool *isKey = nullptr)
{
    const auto found = items.find(id);
    if (found == items.end())
        return WhyColumn::tr("a product that is not in the project any more");
    if (isKey)
        *isKey = found->second.title.isEmpty();
    return found->second.title.isEmpty() ? keys.product(found->second.key) : found->second.title;
}

QString scoreText(float score)
{
    const auto value = static_cast<double>(score);
    return QLocale().toString(value, 'f', scoreDecimals(value)).replace(u'-', QChar(0x2212));
}

QString placeSentence(const ItemPlace &place, int k, std::optional<float> lastListed)
{
    const auto of = formatCount(place.candidates);
    const auto score = scoreText(place.score);
    if (place.state == ItemPlace::State::Unknown)
        return WhyColumn::tr("This run does not know the product: there was no event of it to learn from.");
    if (place.state == ItemPlace::State::Seen)
        return WhyColumn::tr(
                   "Not offered: the shopper has it already, and this run offers no product again. Its score is %1.")
            .arg(score);
    if (place.rank <= k)
        return WhyColumn::tr("Place %1 of %2, score %3.").arg(formatCount(place.rank), of, score);
    if (!lastListed)
        return WhyColumn::tr("Place %1 of %2, score %3: not in the list.").arg(formatCount(place.rank), of, score);
    return WhyColumn::tr("Place %1 of %2, score %3; the last product of the list has %4.")
        .arg(formatCount(place.rank), of, score, scoreText(*lastListed));
}

QString reasonSentence(const ItemPlace &place, const WhyColumn::Items &items, const KeyFormatter &keys)
{
    if (place.state == ItemPlace::State::Unknown)
        return {};
    if (place.reasons.empty())
        return WhyColumn::tr("This recommender cannot say which event led to it.");
    const auto &first = place.reasons.front();
    if (!first.because)
        return WhyColumn::tr("Because: %1.").arg(reasonText(first.text));
    const auto name = nameOf(*first.because, items, keys);
    if (!first.text.empty())
        return WhyColumn::tr("Because %1: %2.").arg(name, reasonText(first.text));
    if (place.exact && place.score > 0 && first.contribution > 0 &&
        first.contribution <= static_cast<double>(place.score))
        return WhyColumn::tr("%1 of the score comes from %2.")
            .arg(formatPercent(first.contribution / static_cast<double>(place.score), 0), name);
    return WhyColumn::tr("Mostly because of %1.").arg(name);
}

std::vector<ContributionBars::Row> barsOf(const ItemPlace &place, const WhyColumn::Items &items,
                                          const KeyFormatter &keys)
{
    std::vector<ContributionBars::Row> rows;
    if (place.state == ItemPlace::State::Unknown)
        return rows;
    for (const auto &reason : place.reasons) {
        ContributionBars::Row row;
        row.value = reason.contribution;
        row.label = reason.because ? nameOf(*reason.because, items, keys, &row.isKey) : reasonText(reason.text);
        rows.push_back(std::move(row));
    }
    if (place.restCount > 0)
        rows.push_back({WhyColumn::tr("%n other event(s)", nullptr, place.restCount), false, place.rest, false});
    if (place.exact)
        rows.push_back({WhyColumn::tr("Score"), false, static_cast<double>(place.score), true});
    return rows;
}

} // namespace

WhyColumn::WhyColumn(int slot, QWidget *parent)
    : QWidget(parent), m_slot(slot), m_letter(new QLabel(QString(runLetter(slot)), this)), m_sentence(new QLabel(this)),
      m_bars(new ContributionBars(slot, this)), m_alike(new QLabel(this)), m_neighbours(new QVBoxLayout)
{
    m_letter->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_alike->setWordWrap(true);
    setSecondary(m_alike);
    auto *top = new QHBoxLayout;
    top->setSpacing(kSpaceBetween);
    top->addWidget(m_letter, 0, Qt::AlignTop);
    top->addWidget(m_sentence, 1);
    m_neighbours->setSpacing(0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpaceBetween, kSpaceInside, kSpaceBetween, kSpaceBetween);
    layout->setSpacing(kSpaceBetween);
    layout->addLayout(top);
    layout->addWidget(m_bars);
    layout->addWidget(m_alike);
    layout->addLayout(m_neighbours);
    layout->addStretch();
    setMinimumWidth(150);
    restyle();
}

void WhyColumn::restyle()
{
    styleLetter(m_letter, m_slot, fontMetrics().height() + 2);
}

void WhyColumn::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        restyle();
}

void WhyColumn::showPlace(const ItemPlace &place, int k, std::optional<float> lastListed, const Items &items,
                          const KeyFormatter &keys)
{
    auto sentence = placeSentence(place, k, lastListed);
    if (place.hit)
        sentence = tr("%1 %2").arg(sentence, tr("A hit: relevant to the shopper in the test part."));
    if (const auto reason = reasonSentence(place, items, keys); !reason.isEmpty())
        sentence = tr("%1 %2").arg(sentence, reason);
    m_sentence->setText(sentence);
    m_bars->setRows(barsOf(place, items, keys));
    m_bars->setAccessibleName(tr("What adds to the score of run %1").arg(runLetter(m_slot)));
}

void WhyColumn::showMessage(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_bars->setRows({});
    clearNeighbours();
}

void WhyColumn::clearNeighbours()
{
    m_alike->clear();
    while (auto *entry = m_neighbours->takeAt(0)) {
        delete entry->widget();
        delete entry;
    }
}

void WhyColumn::showNeighbours(const std::vector<Neighbour> &neighbours, const ItemNeighbours &made, const Items &items,
                               const KeyFormatter &keys)
{
    clearNeighbours();
    m_alike->setText(made.isEmpty()
                         ? tr("This recommender does not tell products apart, so it cannot say what is similar.")
                     : neighbours.empty() ? QString()
                     : made.areCosines()  ? tr("Similar for this run (cosine)")
                                          : tr("Similar for this run (share of the first one's score)"));
    for (const auto &neighbour : neighbours) {
        if (const auto found = items.find(neighbour.item); found != items.end())
            addNeighbour(neighbour, found->second, keys);
    }
}

void WhyColumn::addNeighbour(const Neighbour &neighbour, const ItemRecord &item, const KeyFormatter &keys)
{
    const auto name = item.title.isEmpty() ? keys.product(item.key) : item.title;
    auto *line = new QWidget(this);
    auto *button = new QPushButton(line);
    button->setFlat(true);
    button->setAutoDefault(false);
    button->setProperty("leading", true);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setFixedHeight(fontMetrics().height() + 6);
    button->setToolTip(tipText(name));
    button->setAccessibleName(name);
    button->setText(buttonText(button->fontMetrics().elidedText(
        name, item.title.isEmpty() ? Qt::ElideMiddle : Qt::ElideRight, std::max(60, width() - 80))));
    auto *figure = new QLabel(formatNumber(static_cast<double>(neighbour.cosine), 3), line);
    setSecondary(figure);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(button, 1);
    layout->addWidget(figure);
    connect(button, &QPushButton::clicked, this,
            [this, ref = ProductRef{item.id, item.key, item.title}] { Q_EMIT productChosen(ref); });
    m_neighbours->addWidget(line);
}

} // namespace aisle
