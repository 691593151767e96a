#include "widgets/import/filelist.h"
#include "widgets/errortext.h"
#include "widgets/format.h"
#include "widgets/theme.h"

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

} // namespace

class ImportFileList::Row : public QWidget
{
    Q_DECLARE_TR_FUNCTIONS(ImportFileList)
public:
    explicit Row(QWidget *parent)
        : QWidget(parent), m_wanted(new QCheckBox(this)), m_part(new QComboBox(this)), m_facts(new QLabel(this))
    {
        m_part->addItem(tr("behaviour log"), static_cast<int>(FilePart::Log));
        m_part->addItem(tr("catalogue"), static_cast<int>(FilePart::Items));
        m_part->addItem(tr("shoppers"), static_cast<int>(FilePart::Users));
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
    QComboBox *part() const { return m_part; }

    void show(const ImportFile &file)
    {
        const QSignalBlocker quiet(m_wanted);
        const auto name = shortName(file.source);
        m_wanted->setText(fontMetrics().elidedText(name, Qt::ElideMiddle, 190));
        m_wanted->setToolTip(file.source.displayName());
        m_wanted->setAccessibleName(name);
        m_wanted->setChecked(file.wanted);
        m_wanted->setEnabled(!file.failure);
        m_part->setVisible(!file.failure);
        m_part->setCurrentIndex(std::max(0, m_part->findData(static_cast<int>(file.part))));
        if (file.failure) {
            m_facts->setText(errorText(*file.failure));
            return;
        }
        QStringList facts{
            formatBytes(std::max<std::int64_t>(file.source.packedBytes, QFileInfo(file.source.path).size()))};
        if (file.recipe.layout == Layout::Events)
            facts.append(tr("%n columns", nullptr, static_cast<int>(file.recipe.columns.size())));
        m_facts->setText(facts.join(QStringLiteral(", ")));
    }

private:
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
    const QSignalBlocker quiet(chosen < 0 ? nullptr : this);
    clear();
    m_rows.clear();
    for (const auto &file : files) {
        const auto index = static_cast<int>(m_rows.size());
        auto *row = new Row(this);
        row->show(file);
        auto *item = new QListWidgetItem(this);
        row->setFixedWidth(viewport()->width());
        item->setSizeHint({10, row->heightForWidth(viewport()->width()) > 0 ? row->heightForWidth(viewport()->width())
                                                                            : row->sizeHint().height()});
        setItemWidget(item, row);
        m_rows.push_back(row);
        connect(row->wanted(), &QCheckBox::toggled, this, [this, index](bool on) { Q_EMIT wantedChanged(index, on); });
        connect(row->part(), &QComboBox::activated, this, [this, index, row](int) {
            Q_EMIT partChosen(index, static_cast<FilePart>(row->part()->currentData().toInt()));
        });
    }
    if (chosen >= 0) {
        setCurrentRow(chosen);
        return;
    }
    const auto readable = std::find_if(files.begin(), files.end(), [](const auto &file) { return !file.failure; });
    setCurrentRow(readable == files.end() ? 0 : static_cast<int>(readable - files.begin()));
}

void ImportFileList::update(int file, const ImportFile &changed)
{
    m_rows[static_cast<std::size_t>(file)]->show(changed);
}

} // namespace aisle
