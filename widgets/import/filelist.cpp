#include "widgets/import/filelist.h"
#include "widgets/common/theme.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFileInfo>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace aisle {

namespace {

QString shortName(const InputSource &source)
{
    const auto file = QFileInfo(source.path).fileName();
    return source.member.isEmpty() ? file : QStringLiteral("%1: %2").arg(file, source.member);
}

/// Of a member its own, unpacked where the archive says it.
std::int64_t sizeOf(const InputSource &source)
{
    return source.member.isEmpty()    ? source.packedBytes
           : source.unpackedBytes > 0 ? source.unpackedBytes
                                      : source.packedBytes;
}

} // namespace

QString matchText(const KeyOverlap &match, FilePart part)
{
    if (match.logKeys == 0)
        return {};
    constexpr double kNearlyAll = .999; // not "100.0 %" while some are missing
    const auto found = static_cast<double>(match.found) / static_cast<double>(match.logKeys);
    const auto share = formatPercent(match.found < match.logKeys ? std::min(found, kNearlyAll) : found);
    auto text = part == FilePart::Items ? ImportFileList::tr("%1 of the log's product codes are found here").arg(share)
                                        : ImportFileList::tr("%1 of the log's shoppers are found here").arg(share);
    if (match.found < match.logKeys)
        text = ImportFileList::tr("%1; %2 are not, such as %3")
                   .arg(text, formatCount(match.logKeys - match.found), match.missing.join(QStringLiteral(", ")));
    return text;
}

class ImportFileList::Row : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(ImportFileList)
public:
    explicit Row(QWidget *parent)
        : QWidget(parent), m_wanted(new QCheckBox(this)), m_part(new QComboBox(this)), m_facts(new QLabel(this))
    {
        addPart(tr("behaviour log"), FilePart::Log, StoredPart::None);
        addPart(tr("log: training part"), FilePart::Log, StoredPart::Train);
        addPart(tr("log: validation part"), FilePart::Log, StoredPart::Valid);
        addPart(tr("log: test part"), FilePart::Log, StoredPart::Test);
        addPart(tr("catalogue"), FilePart::Items, StoredPart::None);
        addPart(tr("shoppers"), FilePart::Users, StoredPart::None);
        addPart(tr("not recognised"), FilePart::Unknown, StoredPart::None);
        m_part->setObjectName(QStringLiteral("file-part"));
        m_part->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_part->setMinimumContentsLength(12);
        m_facts->setWordWrap(true);
        setSecondary(m_facts);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(kSpaceBetween, kSpaceBetween, kSpaceBetween, kSpaceBetween);
        layout->setSpacing(kSpaceInside);
        layout->addWidget(m_wanted);
        layout->addWidget(m_part);
        layout->addWidget(m_facts);
    }
    QCheckBox *wanted() const { return m_wanted; }
    QComboBox *partBox() const { return m_part; }
    FilePart part() const { return static_cast<FilePart>(m_part->currentData().toInt() / kSplits); }
    StoredPart split() const { return static_cast<StoredPart>(m_part->currentData().toInt() % kSplits); }

    void show(const ImportFile &file)
    {
        const QSignalBlocker quiet(m_wanted);
        const auto name = shortName(file.source);
        m_wanted->setText(buttonText(fontMetrics().elidedText(name, Qt::ElideMiddle, 190)));
        m_wanted->setToolTip(tipText(file.source.displayName()));
        m_wanted->setAccessibleName(name);
        m_wanted->setChecked(file.wanted);
        m_wanted->setEnabled(!file.failure);
        m_part->setVisible(!file.failure);
        m_part->setAccessibleName(tr("What %1 is").arg(name));
        const auto split = file.part == FilePart::Log ? file.recipe.part : StoredPart::None;
        m_part->setCurrentIndex(m_part->findData(codeOf(file.part, split)));
        if (file.failure) {
            m_facts->setText(errorText(*file.failure));
            return;
        }
        QStringList facts{formatBytes(sizeOf(file.source))};
        if (file.recipe.layout == Layout::Events)
            facts.append(tr("%n columns", nullptr, static_cast<int>(file.recipe.columns.size())));
        auto text = facts.join(QStringLiteral(", "));
        if (file.match)
            text += QLatin1Char('\n') + matchText(*file.match, file.part);
        m_facts->setText(text);
    }

private:
    static constexpr int kSplits = 8;
    static int codeOf(FilePart part, StoredPart split)
    {
        return static_cast<int>(part) * kSplits + static_cast<int>(split);
    }
    void addPart(const QString &text, FilePart part, StoredPart split) { m_part->addItem(text, codeOf(part, split)); }

    QCheckBox *m_wanted;
    QComboBox *m_part;
    QLabel *m_facts;
};

ImportFileList::ImportFileList(QWidget *parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("import-files"));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentRowChanged, this, &ImportFileList::fileChosen);
}

void ImportFileList::show(const std::vector<ImportFile> &files, int chosen)
{
    const QSignalBlocker quiet(this);
    clear();
    m_rows.clear();
    for (const auto &file : files) {
        const auto index = static_cast<int>(m_rows.size());
        auto *row = new Row(this);
        row->show(file);
        auto *item = new QListWidgetItem(this);
        setItemWidget(item, row);
        fit(index, row);
        m_rows.push_back(row);
        connect(row->wanted(), &QCheckBox::toggled, this, [this, index](bool on) { Q_EMIT wantedChanged(index, on); });
        connect(row->partBox(), &QComboBox::activated, this,
                [this, index, row](int) { Q_EMIT partChosen(index, row->part(), row->split()); });
    }
    setCurrentRow(chosen);
}

/// A scroll bar that comes or goes changes the room.
void ImportFileList::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        fit(static_cast<int>(i), m_rows[i]);
}

void ImportFileList::update(int file, const ImportFile &changed)
{
    auto *row = m_rows[static_cast<std::size_t>(file)];
    row->show(changed);
    fit(file, row);
}

void ImportFileList::fit(int file, Row *row)
{
    const auto width = viewport()->width();
    row->setFixedWidth(width);
    item(file)->setSizeHint(
        {10, row->heightForWidth(width) > 0 ? row->heightForWidth(width) : row->sizeHint().height()});
}

} // namespace aisle
