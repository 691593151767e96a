#include "widgets/map/mappanel.h"

#include "core/common/text/markuptext.h"
#include "widgets/common/flowlayout.h"
#include "widgets/common/hairline.h"
#include "widgets/common/theme.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>

namespace aisle {

/// The colours of magnitudes with their ends written under them.
class RampKey : public QWidget
{
public:
    using QWidget::QWidget;
    void setRange(double least, double greatest)
    {
        m_least = least;
        m_greatest = greatest;
        update();
    }
    QSize sizeHint() const override { return {160, fontMetrics().height() + 16}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        for (int x = 0; x < width(); ++x)
            painter.fillRect(x, 0, 1, 10, magnitudeColour(x / std::max(1., width() - 1.)));
        painter.setPen(tokens().secondaryText);
        const QRect below(0, 12, width(), fontMetrics().height());
        painter.drawText(below, Qt::AlignLeft, formatNumber(m_least));
        painter.drawText(below, Qt::AlignRight, formatNumber(m_greatest));
    }

private:
    double m_least = 0;
    double m_greatest = 1;
};

namespace {

QIcon swatch(const QColor &colour, qreal ratio)
{
    QPixmap pixmap(QSize(12, 12) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(1, 1, 10, 10));
    return QIcon(pixmap);
}

constexpr int kLeastListHeight = 48; ///< two rows: in a low window the texts go first

QListWidget *makeList(QWidget *parent, const char *name)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(QString::fromLatin1(name));
    list->setFrameShape(QFrame::NoFrame);
    list->setUniformItemSizes(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    list->setMinimumHeight(kLeastListHeight);
    return list;
}

} // namespace

MapPanel::MapPanel(QWidget *parent) : QWidget(parent)
{
    createWidgets();
    layOut();
    connectAll();
}

void MapPanel::createWidgets()
{
    m_colourTitle = new QLabel(this);
    m_colour = new QComboBox(this);
    m_colour->setObjectName(QStringLiteral("colourBy"));
    m_sizeTitle = new QLabel(this);
    m_size = new QComboBox(this);
    m_size->setObjectName(QStringLiteral("sizeBy"));
    m_legend = makeList(this, "legend");
    m_ramp = new RampKey(this);
    m_note = new QLabel(this);
    m_line = new Hairline(this);
    m_name = new QLabel(this);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setFont(sectionFont());
    m_facts = new QLabel(this);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_places = new QLabel(this);
    m_places->setTextFormat(Qt::RichText);
    m_open = new QToolButton(this);
    m_open->setObjectName(QStringLiteral("openPoint"));
    m_product = new QToolButton(this);
    m_product->setObjectName(QStringLiteral("openProduct"));
    m_neighbourTitle = new QLabel(this);
    m_neighbours = makeList(this, "neighbours");
    for (auto *label : {m_colourTitle, m_sizeTitle, m_note, m_facts, m_neighbourTitle})
        setSecondary(label);
    for (auto *label : {m_note, m_name, m_facts, m_places})
        label->setWordWrap(true);
}

void MapPanel::connectAll()
{
    for (auto *combo : {m_colour, m_size})
        connect(combo, &QComboBox::currentIndexChanged, this, &MapPanel::lookChanged);
    connect(m_legend, &QListWidget::itemChanged, this, &MapPanel::onLegendClicked);
    const auto choose = [this](const QListWidgetItem *item) {
        Q_EMIT neighbourChosen(item->data(Qt::UserRole).toUInt());
    };
    connect(m_neighbours, &QListWidget::itemClicked, this, choose);
    connect(m_neighbours, &QListWidget::itemActivated, this, choose);
    connect(m_open, &QToolButton::clicked, this, &MapPanel::openRequested);
    connect(m_product, &QToolButton::clicked, this, &MapPanel::productRequested);
}

void MapPanel::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(kSpaceInside);
    layout->addWidget(m_colourTitle);
    layout->addWidget(m_colour);
    layout->addWidget(m_legend, 2);
    layout->addWidget(m_ramp);
    layout->addWidget(m_note);
    layout->addSpacing(kSpaceInside);
    layout->addWidget(m_sizeTitle);
    layout->addWidget(m_size);
    layout->addSpacing(kSpaceBetween);
    layout->addWidget(m_line);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    layout->addWidget(m_places);
    auto *buttons = new FlowLayout;
    buttons->addWidget(m_product);
    buttons->addWidget(m_open);
    layout->addLayout(buttons);
    layout->addSpacing(kSpaceBetween);
    layout->addWidget(m_neighbourTitle);
    layout->addWidget(m_neighbours, 3);
}

void MapPanel::retranslate()
{
    m_colourTitle->setText(tr("Colour by"));
    m_sizeTitle->setText(tr("Size by"));
    m_neighbourTitle->setText(tr("Nearest by cosine, in all dimensions"));
    m_colour->setAccessibleName(m_colourTitle->text());
    m_size->setAccessibleName(m_sizeTitle->text());
    m_legend->setAccessibleName(tr("Legend: untick to hide"));
    m_neighbours->setAccessibleName(m_neighbourTitle->text());
    fillChoices();
    describePoint();
}

void MapPanel::fillChoices()
{
    const auto fill = [](QComboBox *combo, const std::vector<std::pair<QString, int>> &choices) {
        const QSignalBlocker silent(combo);
        const auto before = combo->currentData();
        combo->clear();
        for (const auto &[text, value] : choices)
            combo->addItem(text, value);
        combo->setCurrentIndex(std::max(0, combo->findData(before)));
    };
    const auto value = [](auto choice) { return static_cast<int>(choice); };
    const bool ofShoppers = m_map && m_map->of == MapOf::Shoppers;
    std::vector<std::pair<QString, int>> colours{
        {ofShoppers ? tr("Similar shoppers") : tr("Similar products"), value(MapColour::Group)}};
    std::vector<std::pair<QString, int>> sizes{{tr("All the same"), value(MapSize::Same)}};
    if (!ofShoppers) {
        colours.emplace_back(tr("Category"), value(MapColour::Category));
        colours.emplace_back(tr("Price"), value(MapColour::Price));
        colours.emplace_back(tr("Popularity (events)"), value(MapColour::Popularity));
        if (!m_map || m_map->run.value > 0) // features make no lists
            colours.emplace_back(tr("Times in the run's lists"), value(MapColour::Exposure));
        sizes.emplace_back(tr("Popularity (events)"), value(MapSize::Popularity));
        sizes.emplace_back(tr("Price"), value(MapSize::Price));
    } else {
        colours.emplace_back(tr("Events of the shopper"), value(MapColour::Popularity));
        sizes.emplace_back(tr("Events of the shopper"), value(MapSize::Popularity));
    }
    fill(m_colour, colours);
    fill(m_size, sizes);
    m_open->setText(ofShoppers ? tr("Open shopper") : tr("Show in the lists"));
    m_product->setText(tr("Open product"));
}

MapColour MapPanel::colour() const
{
    return static_cast<MapColour>(m_colour->currentData().toInt());
}

MapSize MapPanel::size() const
{
    return static_cast<MapSize>(m_size->currentData().toInt());
}

void MapPanel::setMap(std::shared_ptr<const RunMap> map)
{
    m_map = std::move(map);
    m_hidden.clear();
    fillChoices();
    showPoint({});
}

void MapPanel::showLegend(const MapColouring &colouring, const QString &note)
{
    const QSignalBlocker silent(m_legend);
    m_hidden.clear();
    m_legend->clear();
    for (const auto &entry : colouring.entries) {
        const auto name = entry.name.isEmpty() ? tr("others, or without") : entry.name;
        auto *item = new QListWidgetItem(swatch(entry.colour, devicePixelRatioF()),
                                         QStringLiteral("%1  (%2)").arg(name, formatCount(entry.count)), m_legend);
        item->setToolTip(tipText(item->text()));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    m_legend->setVisible(!colouring.entries.empty());
    m_ramp->setVisible(colouring.entries.empty() && colouring.greatest > 0);
    m_ramp->setRange(colouring.least, colouring.greatest);
    auto text = note;
    if (colouring.unknown > 0)
        text = (text.isEmpty() ? QString() : text + u' ') +
               tr("%1 without a figure are grey.").arg(formatCount(colouring.unknown));
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void MapPanel::onLegendClicked()
{
    m_hidden.clear();
    for (int row = 0; row < m_legend->count(); ++row) {
        if (m_legend->item(row)->checkState() != Qt::Checked)
            m_hidden.insert(row);
    }
    Q_EMIT legendChanged();
}

QString MapPanel::nameOf(std::uint32_t point) const
{
    if (m_map->of == MapOf::Shoppers)
        return m_keys.shopper(m_map->keys[point]);
    return m_map->titles[point].isEmpty() ? m_keys.product(m_map->keys[point]) : m_map->titles[point];
}

void MapPanel::showPoint(std::optional<std::uint32_t> point)
{
    m_point = point;
    m_places->hide();
    m_neighbours->clear();
    describePoint();
}

void MapPanel::describePoint()
{
    const bool shown = m_map && m_point;
    for (QWidget *widget : {static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_open),
                            static_cast<QWidget *>(m_neighbourTitle), static_cast<QWidget *>(m_neighbours)})
        widget->setVisible(shown);
    m_product->setVisible(shown && m_map->of == MapOf::Products);
    if (!shown) {
        m_name->setText(tr("Click a point, or move with the arrow keys."));
        return;
    }
    const auto point = *m_point;
    m_name->setText(nameOf(point));
    QStringList facts;
    const bool ofProducts = m_map->of == MapOf::Products;
    if (ofProducts) {
        facts.append(tr("Key: %1").arg(m_keys.product(m_map->keys[point])));
        if (!m_map->categories[point].isEmpty())
            facts.append(tr("Category: %1").arg(m_map->categories[point]));
        if (std::isfinite(m_map->prices[point]))
            facts.append(tr("Price: %1").arg(QLocale().toString(m_map->prices[point], 'f', 2)));
    }
    facts.append(tr("Events: %1").arg(formatCount(m_map->events[point])));
    facts.append(tr("Group: %1").arg(m_map->groups[m_map->clustering.groupOf[point]].name));
    m_facts->setText(facts.join(u'\n'));
}

void MapPanel::showNeighbours(std::uint32_t of, const std::vector<RowNeighbour> &neighbours)
{
    if (m_point != of)
        return;
    m_neighbours->clear();
    for (const auto &neighbour : neighbours) {
        auto *item = new QListWidgetItem(
            QStringLiteral("%1   %2").arg(QLocale().toString(neighbour.cosine, 'f', 2), nameOf(neighbour.row)),
            m_neighbours);
        item->setData(Qt::UserRole, neighbour.row);
        item->setToolTip(tipText(nameOf(neighbour.row)));
    }
}

void MapPanel::showPlaces(const std::vector<std::pair<int, QString>> &places)
{
    QStringList lines;
    for (const auto &[slot, text] : places)
        lines.append(QStringLiteral("<span style=\"color:%1\"><b>%2</b> %3</span>")
                         .arg(runColour(slot).name(), QString(runLetter(slot)), markupText(text)));
    m_places->setText(lines.join(QStringLiteral("<br>")));
    m_places->setVisible(!lines.isEmpty() && m_point);
}

void MapPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        m_name->setFont(sectionFont());
    QWidget::changeEvent(event);
}

} // namespace aisle
