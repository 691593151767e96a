#include "widgets/similar/similarview.h"

#include "core/common/error.h"
#include "models/settings.h"
#include "widgets/commands/filechooser.h"
#include "widgets/commands/plainbutton.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/tables/listcard.h"
#include "widgets/tables/rowsview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QImageReader>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace aisle {

namespace {

constexpr int kNameLetters = 10; ///< of a table, at least
constexpr int kShared = 1, kElsewhere = 2;
constexpr int kNarrow = 380; ///< pixels of a column: what is in common is then in tooltips alone
constexpr int kThumbnail = 28;

bool isTable(const QVariant &source)
{
    return source.typeId() == QMetaType::QString;
}

/// Whole, within a square.
QImage thumbnailOf(const QString &file, int side)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(true);
    if (const auto size = reader.size(); size.isValid())
        reader.setScaledSize(size.scaled(side, side, Qt::KeepAspectRatio));
    const auto read = reader.read();
    return read.isNull() ? read : read.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

SimilarView::SimilarView(QWidget *parent) : Retranslated(parent), m_desk(new FeatureDesk(this))
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void SimilarView::createWidgets()
{
    const auto tool = [this](const char *name, const char *icon) {
        auto *button = new QToolButton(this);
        button->setObjectName(QString::fromLatin1(name));
        button->setIcon(themeIcon(QString::fromLatin1(icon)));
        button->setAutoRaise(true);
        return button;
    };
    m_thumbnail = new QLabel(this);
    m_thumbnail->setFixedSize(kThumbnail, kThumbnail);
    m_thumbnail->hide();
    m_subject = new ElidedLabel(this);
    m_subject->setObjectName(QStringLiteral("similar-to"));
    m_subject->setFont(strongFont());
    m_subject->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_forget = tool("forget-query", "close");
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("similar-words"));
    m_words->setClearButtonEnabled(true);
    m_words->addAction(themeIcon(QStringLiteral("edit")), QLineEdit::LeadingPosition);
    m_words->setMaximumWidth(260);
    m_picture = plainButton(this, "similar-picture");
    m_add = tool("add-column", "plus");
    for (std::size_t place = 0; place < kMost; ++place)
        createColumn(place);
}

void SimilarView::createColumn(std::size_t place)
{
    auto &column = m_columns[place];
    auto *card = new ListCard(this);
    column.card = card;
    card->rows()->setObjectName(QStringLiteral("space%1").arg(place + 1));
    column.source = new QComboBox(card);
    column.source->setObjectName(QStringLiteral("table%1").arg(place + 1));
    column.source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    column.source->setMinimumContentsLength(kNameLetters);
    column.close = new QToolButton(card);
    column.close->setObjectName(QStringLiteral("close%1").arg(place + 1));
    column.close->setIcon(themeIcon(QStringLiteral("close")));
    column.close->setAutoRaise(true);
    card->setCorner(column.source);
    card->setCorner(column.close);
}

void SimilarView::layOut()
{
    m_bar = new QHBoxLayout;
    m_bar->setSpacing(kSpaceBetween);
    m_bar->addWidget(m_thumbnail);
    m_bar->addWidget(m_subject, 3);
    m_bar->addWidget(m_forget);
    m_bar->addWidget(m_words, 2);
    m_bar->addWidget(m_picture);
    m_bar->addWidget(m_add);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(kSpaceBetween);
    for (auto &column : m_columns)
        cards->addWidget(column.card, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kSpaceBetween);
    layout->addLayout(m_bar);
    layout->addLayout(cards, 1);
}

void SimilarView::insertFinder(QWidget *finder)
{
    m_bar->insertWidget(0, finder, 2);
}

void SimilarView::connectAll()
{
    connect(m_desk, &FeatureDesk::namesRead, this, &SimilarView::takeNames);
    connect(m_desk, &FeatureDesk::spacesRead, this,
            [this](const FeatureDesk::Question &asked, const FeatureDesk::Spaces &spaces) {
                if (asked != question())
                    return;
                m_spaces = spaces;
                fillAll();
            });
    connect(m_words, &QLineEdit::returnPressed, this, [this] { askText(m_words->text()); });
    connect(m_picture, &QPushButton::clicked, this, &SimilarView::choosePicture);
    connect(m_forget, &QToolButton::clicked, this, [this] {
        forgetQuery();
        ask();
    });
    connect(m_add, &QToolButton::clicked, this, &SimilarView::addColumn);
    for (std::size_t place = 0; place < kMost; ++place) {
        const auto &column = m_columns[place];
        connect(column.source, &QComboBox::activated, this, [this] {
            keepShown();
            ask();
        });
        connect(column.close, &QToolButton::clicked, this, [this, place] { removeColumn(place); });
        connect(column.card->state(), &EmptyState::triggered, this,
                [this] { Q_EMIT pageRequested(QStringLiteral("features")); });
        auto *rows = column.card->rows();
        connect(rows->rows(), &QAbstractItemModel::modelReset, rows, [rows] {
            if (rows->rows()->columnCount() > kShared)
                rows->horizontalHeader()->setSectionResizeMode(kShared, QHeaderView::Stretch);
        });
        connect(rows, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
            Q_EMIT productChosen({ItemId(index.data(RowsModel::IdRole).toLongLong()),
                                  index.data(RowsModel::KeyRole).toString(),
                                  index.data(RowsModel::TitleRole).toString()});
        });
    }
}

void SimilarView::setSession(SessionPointer session, const QString &key)
{
    m_session = std::move(session);
    m_key = key;
    m_thumbnailJob.letGo();
    m_desk->setSession(m_session);
    m_tables.clear();
    m_knowsTables = false;
    m_isStale = true;
    m_query = {};
    m_product = {};
    m_asked.reset();
    m_spaces.reset();
    m_words->clear();
    const auto kept = m_session ? m_session->setting(m_key).toArray() : QJsonArray();
    m_isOwn = !kept.isEmpty();
    std::vector<QVariant> columns;
    for (const auto &one : kept)
        columns.push_back(one.isString() ? QVariant(one.toString()) : QVariant(one.toInteger()));
    fillSources();
    setShown(columns);
    showSubject();
    fillAll();
    if (m_session)
        connectSession();
}

void SimilarView::connectSession()
{
    auto *open = m_session.get();
    const auto stale = [this] {
        m_desk->forget();
        m_asked.reset();
        m_spaces.reset();
        m_isStale = true;
        if (isVisible())
            refresh();
    };
    connect(open, &ProjectSession::featuresChanged, this, stale);
    connect(open, &ProjectSession::catalogueChanged, this, stale);
    connect(open, &ProjectSession::eventsChanged, this, stale); // products come with them
    connect(open, &ProjectSession::keysChanged, this, &SimilarView::retranslate);
    connect(&open->selection(), &Selection::productChanged, this, [this] {
        const auto &product = m_session->selection().state().product;
        const auto id = product ? std::optional(product->id) : std::nullopt;
        if (std::exchange(m_product, id) != id) // else it was only named
            forgetQuery();
        if (isVisible())
            ask();
    });
    connect(&open->selection(), &Selection::runsChanged, this, [this] {
        fillSources();
        if (isVisible())
            ask();
    });
}

void SimilarView::refresh()
{
    if (!m_session)
        return;
    showSubject();
    if (m_isStale) {
        m_isStale = false;
        m_desk->readNames();
    } else {
        ask();
    }
}

bool SimilarView::isSettled() const
{
    return m_desk->isSettled() && !m_thumbnailJob.isRunning();
}

void SimilarView::takeNames(const std::vector<StoredFeature> &tables)
{
    m_tables = tables;
    m_knowsTables = true;
    fillSources();
    ask();
}

std::vector<QVariant> SimilarView::offered() const
{
    std::vector<QVariant> all;
    for (const auto &table : m_tables)
        all.emplace_back(table.name);
    for (int slot = 0; m_session && slot < kMaxComparedRuns; ++slot)
        if (const auto &run = m_session->selection().state().runs[static_cast<std::size_t>(slot)])
            all.emplace_back(static_cast<qint64>(run->id.value));
    return all;
}

void SimilarView::fillSources()
{
    const auto before = shown();
    for (auto &column : m_columns) {
        const QSignalBlocker silent(column.source);
        column.source->clear();
        for (const auto &table : m_tables)
            column.source->addItem(buttonText(table.name), table.name);
        for (int slot = 0; m_session && slot < kMaxComparedRuns; ++slot)
            if (const auto &run = m_session->selection().state().runs[static_cast<std::size_t>(slot)])
                column.source->addItem(QStringLiteral("%1  %2").arg(runLetter(slot)).arg(run->label),
                                       static_cast<qint64>(run->id.value));
    }
    m_isOwn ? setShown(before) : chooseUsual();
}

/// One of each kind; where that are fewer than two, others beside them.
void SimilarView::chooseUsual()
{
    std::vector<QVariant> columns;
    const auto addFirst = [&](auto isWanted) {
        const auto found = std::ranges::find_if(m_tables, isWanted);
        if (found != m_tables.end())
            columns.emplace_back(found->name);
    };
    addFirst([](const auto &table) {
        return !FeatureSource::of(table).fields.isEmpty() && !FeatureSource::of(table).ofPictures;
    });
    addFirst([](const auto &table) { return FeatureSource::of(table).ofPictures; });
    const auto all = offered();
    const auto run = std::ranges::find_if_not(all, isTable);
    if (run != all.end())
        columns.push_back(*run);
    for (const auto &source : all)
        if (columns.size() < 2 && std::ranges::find(columns, source) == columns.end())
            columns.push_back(source);
    setShown(columns);
}

/// Those that there still are.
void SimilarView::setShown(const std::vector<QVariant> &sources)
{
    const auto all = offered();
    std::vector<QVariant> there;
    for (const auto &source : sources)
        if (there.size() < kMost && (!m_knowsTables || std::ranges::find(all, source) != all.end()))
            there.push_back(source);
    if (there.empty() && !all.empty())
        there.push_back(all.front());
    m_count = std::max<std::size_t>(1, there.size());
    for (std::size_t place = 0; place < kMost; ++place) {
        const QSignalBlocker silent(m_columns[place].source);
        m_columns[place].source->setCurrentIndex(place < there.size() ? m_columns[place].source->findData(there[place])
                                                                      : -1);
        m_columns[place].card->setVisible(place < m_count);
        m_columns[place].source->setVisible(!all.empty());
        m_columns[place].close->setVisible(m_count > 1);
    }
    m_add->setEnabled(m_count < std::min(kMost, all.size()));
    fitColumns();
}

std::vector<QVariant> SimilarView::shown() const
{
    std::vector<QVariant> sources;
    for (std::size_t place = 0; place < m_count; ++place)
        if (m_columns[place].source->currentIndex() >= 0)
            sources.push_back(m_columns[place].source->currentData());
    return sources;
}

void SimilarView::keepShown()
{
    m_isOwn = true;
    QJsonArray kept;
    for (const auto &source : shown())
        kept.append(isTable(source) ? QJsonValue(source.toString()) : QJsonValue(source.toLongLong()));
    m_session->setSetting(m_key, kept);
}

void SimilarView::addColumn()
{
    auto sources = shown();
    for (const auto &source : offered())
        if (std::ranges::find(sources, source) == sources.end()) {
            sources.push_back(source);
            break;
        }
    setShown(sources);
    keepShown();
    ask();
}

void SimilarView::removeColumn(std::size_t place)
{
    auto sources = shown();
    if (place < sources.size())
        sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(place));
    setShown(sources);
    keepShown();
    ask();
}

void SimilarView::showFirst(const QString &table)
{
    auto sources = shown();
    if (sources.empty())
        sources.emplace_back();
    const auto other = std::ranges::find(sources, QVariant(table));
    if (other != sources.end())
        std::swap(*other, sources.front());
    sources.front() = table;
    setShown(sources);
    keepShown();
    ask();
}

FeatureDesk::Source SimilarView::sourceAt(std::size_t place) const
{
    FeatureDesk::Source source;
    const auto *box = m_columns[place].source;
    if (place >= m_count || box->currentIndex() < 0)
        return source;
    if (isTable(box->currentData()))
        source.table = box->currentData().toString();
    else
        source.run = RunId(box->currentData().toLongLong());
    return source;
}

FeatureDesk::Question SimilarView::question() const
{
    if (!m_query.picture.isEmpty() || !m_query.text.isEmpty())
        return m_query;
    const auto product = m_session ? m_session->selection().state().product : std::nullopt;
    return {.item = product ? std::optional(product->id) : std::nullopt};
}

void SimilarView::choosePicture()
{
    auto *dialog = fileChooser(this, tr("Picture to find the like of"), QFileDialog::ExistingFile, lastFolder(),
                               tr("Pictures (*.jpg *.jpeg *.png *.gif *.bmp *.webp)"));
    connect(dialog, &QFileDialog::fileSelected, this, &SimilarView::askPicture);
    dialog->open();
}

void SimilarView::askPicture(const QString &file)
{
    m_query = {.item = {}, .picture = file, .text = {}};
    m_words->clear();
    m_thumbnail->setPixmap({}); // of the picture before
    m_session->query<QImage>(
        m_thumbnailJob,
        [file, side = static_cast<int>(kThumbnail * devicePixelRatioF())](const Project &, JobContext &) {
            return thumbnailOf(file, side);
        },
        [this](Outcome<QImage> outcome) {
            const auto *image = std::get_if<QImage>(&outcome);
            if (!image || image->isNull() || m_query.picture.isEmpty())
                return;
            auto pixmap = QPixmap::fromImage(*image);
            pixmap.setDevicePixelRatio(devicePixelRatioF());
            m_thumbnail->setPixmap(pixmap);
            m_thumbnail->setAlignment(Qt::AlignCenter);
            m_thumbnail->show();
        });
    refresh();
}

void SimilarView::askText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    forgetQuery();
    m_query.text = text.trimmed();
    m_words->setText(m_query.text);
    refresh();
}

void SimilarView::forgetQuery()
{
    m_thumbnailJob.letGo();
    m_query = {};
    m_words->clear();
    showSubject();
}

void SimilarView::ask()
{
    showSubject();
    const auto asked = question();
    if (m_asked != asked) {
        m_asked = asked;
        m_spaces.reset();
    }
    fillAll();
    if (!m_session || !m_knowsTables || asked == FeatureDesk::Question{})
        return;
    FeatureDesk::Sources sources;
    for (std::size_t place = 0; place < m_count; ++place)
        sources[place] = sourceAt(place);
    if (std::ranges::any_of(sources, [](const auto &source) { return !source.isNone(); }))
        m_desk->ask(asked, sources);
}

void SimilarView::showSubject()
{
    const bool isPicture = !m_query.picture.isEmpty();
    const bool isQuery = isPicture || !m_query.text.isEmpty();
    m_thumbnail->setVisible(isPicture && !m_thumbnail->pixmap().isNull());
    if (!isPicture)
        m_thumbnail->setPixmap({});
    m_forget->setVisible(isQuery);
    const auto product = m_session ? m_session->selection().state().product : std::nullopt;
    QString subject;
    if (isPicture)
        subject = m_session->keys().usesPseudonyms() ? tr("Like the picture")
                                                     : tr("Like %1").arg(QFileInfo(m_query.picture).fileName());
    else if (isQuery)
        subject = tr("Like \"%1\"").arg(m_query.text);
    else if (product)
        subject =
            tr("Like %1").arg(product->title.isEmpty() ? m_session->keys().product(product->key) : product->title);
    m_subject->setText(subject);
    m_subject->setToolTip(tipText(subject));
}

void SimilarView::fillAll()
{
    for (std::size_t place = 0; place < m_count; ++place)
        fill(place);
}

/// Of what other columns have too: where. With two columns its place in the other one, with more in how many.
RowsModel::Cell SimilarView::placesElsewhere(std::size_t place, ItemId item) const
{
    QStringList places, tips;
    for (std::size_t other = 0; other < m_count; ++other) {
        const auto &products = (*m_spaces)[other].similar.products;
        const auto found = std::ranges::find_if(products, [item](const auto &one) { return one.item.id == item; });
        if (other == place || found == products.end())
            continue;
        places << QLocale().toString(found - products.begin() + 1);
        const auto from = sourceAt(other); // a button's text has its marks doubled
        tips << tr("place %1 by %2")
                    .arg(places.last(), from.table.isEmpty() ? m_columns[other].source->currentText() : from.table);
    }
    return {.text = m_count == 2       ? places.value(0)
                    : places.isEmpty() ? QString()
                                       : QLocale().toString(places.size()),
            .isNumber = true,
            .tip = tips.join(u'\n')};
}

std::vector<RowsModel::Row> SimilarView::rowsOf(std::size_t place) const
{
    std::vector<RowsModel::Row> rows;
    const auto source = sourceAt(place);
    const int slot = source.table.isEmpty() ? m_session->selection().slotOf(source.run).value_or(-1) : -1;
    for (const auto &[item, similarity, shared] : (*m_spaces)[place].similar.products) {
        const auto cosine = static_cast<double>(similarity);
        const auto both = shared.join(tr(", "));
        const auto name = item.title.isEmpty() ? m_session->keys().product(item.key) : item.title;
        rows.push_back(
            {.id = item.id.value,
             .key = item.key,
             .title = item.title,
             .cells = {{.text = name, .tip = both.isEmpty() ? name : name + u'\n' + tr("In common: %1").arg(both)},
                       {.text = both},
                       placesElsewhere(place, item.id),
                       {.text = QLocale().toString(cosine, 'f', 3), .isNumber = true, .fraction = cosine}},
             .slot = slot});
    }
    return rows;
}

void SimilarView::fill(std::size_t place)
{
    auto *card = m_columns[place].card;
    const auto source = sourceAt(place);
    const auto *seen =
        m_spaces && !source.isNone() && (*m_spaces)[place].source == source ? &(*m_spaces)[place] : nullptr;
    const bool areCosines = !seen || seen->similar.areCosines;
    card->rows()->rows()->setHeaders({tr("Product"), tr("In common"), m_count == 2 ? tr("Other list") : tr("Also in"),
                                      areCosines ? tr("Cosine") : tr("Share")});
    auto rows = seen && m_session ? rowsOf(place) : std::vector<RowsModel::Row>();
    const bool any = !rows.empty();
    card->rows()->rows()->setRows(std::move(rows));
    fitColumns();
    if (any && !seen->failure)
        card->showRows(areCosines ? tr("Nearest by cosine; double click to choose")
                                  : tr("What the run would show to somebody who chose this product only"));
    else
        showMessage(place, seen);
}

/// Instead of rows.
void SimilarView::showMessage(std::size_t place, const FeatureDesk::Space *seen)
{
    auto *card = m_columns[place].card;
    const auto source = sourceAt(place);
    if (m_knowsTables && source.isNone())
        return card->showMessage(QStringLiteral("features"),
                                 tr("There is nothing to compare by yet: make features of the catalogue's texts or "
                                    "pictures, or compare runs."),
                                 tr("Open Features"));
    if (question() == FeatureDesk::Question{})
        return card->showMessage(QStringLiteral("product"),
                                 tr("Choose a product, type some words, or drop a picture here."));
    if (!seen)
        return card->showMessage(QStringLiteral("clock"), tr("Reading the vectors..."));
    if (seen->failure)
        return card->showMessage(QStringLiteral("info"), errorText(*seen->failure));
    const bool isRun = source.table.isEmpty();
    if (!seen->similar.isKnown)
        return card->showMessage(QStringLiteral("info"), isRun ? tr("This run has never seen the product.")
                                                               : tr("The product has no vector in this table."));
    card->showMessage(QStringLiteral("info"), isRun ? tr("This recommender does not tell products apart.")
                                                    : tr("No other product has a vector in this table."));
}

void SimilarView::fitColumns()
{
    const int width = this->width() / static_cast<int>(m_count);
    for (std::size_t place = 0; place < m_count; ++place) {
        auto *rows = m_columns[place].card->rows();
        if (rows->rows()->columnCount() <= kElsewhere)
            continue;
        rows->setColumnHidden(kShared, width < kNarrow || !m_query.picture.isEmpty()); // a picture has no words
        rows->setColumnHidden(kElsewhere, m_count < 2);
    }
}

void SimilarView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void SimilarView::retranslate()
{
    m_words->setPlaceholderText(tr("Find by words"));
    m_words->setToolTip(tr("Words as a title has them: the products nearest to them, under tables of texts"));
    m_words->setAccessibleName(m_words->toolTip());
    m_picture->setText(tr("Picture..."));
    m_picture->setToolTip(
        tr("A picture: the products that look like it, under tables of pictures. It can also be dropped "
           "here or pasted"));
    m_forget->setToolTip(tr("Back to the chosen product"));
    m_forget->setAccessibleName(m_forget->toolTip());
    m_add->setToolTip(tr("Another column"));
    m_add->setAccessibleName(m_add->toolTip());
    for (std::size_t place = 0; place < kMost; ++place) {
        const auto &column = m_columns[place];
        column.card->setTitle(tr("Similar by"));
        column.card->rows()->setAccessibleName(tr("Similar products, column %1").arg(place + 1));
        column.source->setAccessibleName(tr("Table or run of column %1").arg(place + 1));
        column.close->setToolTip(tr("Remove this column"));
        column.close->setAccessibleName(column.close->toolTip());
    }
    showSubject();
    fillAll();
}

} // namespace aisle
