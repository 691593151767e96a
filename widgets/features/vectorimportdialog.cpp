#include "widgets/features/vectorimportdialog.h"

#include "models/settings.h"
#include "widgets/commands/filechooser.h"
#include "widgets/commands/plainbutton.h"
#include "widgets/text/errortext.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace aisle {

namespace {

constexpr int kDelayMs = 300;
constexpr int kNameLetters = 24; ///< of a column or an array
const QStringList kEndings{QStringLiteral(".npy"), QStringLiteral(".npz"), QStringLiteral(".safetensors"),
                           QStringLiteral(".csv"), QStringLiteral(".tsv"), QStringLiteral(".csv.gz")};

bool endsWithOne(const QString &path, const QStringList &endings)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&](const QString &ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

} // namespace

VectorImportDialog::VectorImportDialog(SessionPointer session, QStringList taken, const QString &path, QWidget *parent)
    : FormDialog(QStringLiteral("vectors-start"), parent, QStringLiteral("import-says")), m_session(std::move(session)),
      m_taken(std::move(taken))
{
    createWidgets(path);
    connectAll();
    retranslate();
    look();
}

bool VectorImportDialog::takes(const QString &path)
{
    return endsWithOne(path, kEndings);
}

void VectorImportDialog::createWidgets(const QString &path)
{
    m_file = makeField("vector-file");
    m_file->setText(path);
    m_keys = makeField("key-file");
    m_name = makeField("feature-name");
    m_name->setMaxLength(kLongestFeatureName);
    m_browse = plainButton(this, "browse-vectors");
    m_browseKeys = plainButton(this, "browse-keys");
    m_subject = new QComboBox(this);
    m_subject->setObjectName(QStringLiteral("subject"));
    m_subject->addItem(QString(), static_cast<int>(FeatureSubject::Items));
    m_subject->addItem(QString(), static_cast<int>(FeatureSubject::Users));
    m_column = new QComboBox(this);
    m_column->setObjectName(QStringLiteral("key-column"));
    m_tensor = new QComboBox(this);
    m_tensor->setObjectName(QStringLiteral("tensor"));
    for (auto *box : {m_column, m_tensor}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(kNameLetters);
    }
    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kDelayMs);
    addRow(m_file, m_browse);
    for (auto *box : {m_subject, m_column, m_tensor})
        addRow(box);
    addRow(m_keys, m_browseKeys);
    addRow(m_name);
}

void VectorImportDialog::connectAll()
{
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        m_lookJob.letGo();
        m_layout.reset();
        m_failure.reset();
        showLayout();
        m_delay->start();
    });
    connect(m_delay, &QTimer::timeout, this, &VectorImportDialog::look);
    connect(m_browse, &QPushButton::clicked, this, [this] {
        chooseFile(m_file, tr("File of vectors"),
                   tr("Vectors (%1)").arg(QStringLiteral("*.csv *.tsv *.csv.gz *.npy *.npz *.safetensors")) +
                       QStringLiteral(";;") + tr("All files (*)"));
    });
    connect(m_browseKeys, &QPushButton::clicked, this, [this] { chooseFile(m_keys, tr("File of keys")); });
    connect(m_keys, &QLineEdit::textChanged, this, &VectorImportDialog::showState);
    connect(m_subject, &QComboBox::activated, this, &VectorImportDialog::showState);
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        m_ownName = true;
        showState();
    });
}

void VectorImportDialog::accept()
{
    Q_EMIT importChosen(choice());
    FormDialog::accept();
}

void VectorImportDialog::retranslate()
{
    setWindowTitle(tr("Import vectors"));
    setLabels({tr("File"), tr("Vectors of"), tr("Column of keys"), tr("Array"), tr("Keys"), tr("Name")});
    setButtons(tr("Import"), tr("Cancel"));
    m_file->setPlaceholderText(tr("CSV, .npy, .npz or .safetensors"));
    m_keys->setPlaceholderText(tr("a file with a key a line, in the order of the vectors"));
    m_file->setAccessibleName(tr("File of vectors"));
    m_keys->setAccessibleName(tr("File of keys"));
    m_subject->setItemText(0, tr("products"));
    m_subject->setItemText(1, tr("shoppers"));
    for (auto *button : {m_browse, m_browseKeys})
        button->setText(tr("Choose..."));
    showLayout();
}

void VectorImportDialog::chooseFile(QLineEdit *into, const QString &title, const QString &filter)
{
    auto *dialog = fileChooser(this, title, QFileDialog::ExistingFile, lastFolder(), filter);
    connect(dialog, &QFileDialog::fileSelected, into, &QLineEdit::setText);
    dialog->open();
}

void VectorImportDialog::look()
{
    const auto path = m_file->text().trimmed();
    proposeName();
    if (path.isEmpty())
        return showLayout();
    m_lookJob.start(
        m_session->jobs().pools()->query, [path](JobContext &job) { return vectorFileLayout(path, {}, job); },
        [this](Outcome<VectorFileLayout> outcome) { take(std::move(outcome)); }, 1);
    showState();
}

void VectorImportDialog::take(Outcome<VectorFileLayout> outcome)
{
    if (auto *layout = std::get_if<VectorFileLayout>(&outcome))
        m_layout = std::move(*layout);
    else if (const auto *error = std::get_if<Error>(&outcome))
        m_failure = *error;
    m_column->clear();
    m_tensor->clear();
    if (m_layout) {
        m_column->addItems(m_layout->columns);
        m_tensor->addItems(m_layout->tensors);
    }
    showLayout();
}

/// The file's, numbered where it is taken.
void VectorImportDialog::proposeName()
{
    if (m_ownName)
        return;
    const auto stem = QFileInfo(m_file->text().trimmed()).baseName().remove(u',').left(kLongestFeatureName - 4);
    auto name = stem;
    for (int number = 2; m_taken.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(stem).arg(number);
    m_name->setText(name);
}

/// What has no meaning for this file is not asked.
void VectorImportDialog::showLayout()
{
    setRowVisible(m_column, m_layout && m_layout->isTable);
    setRowVisible(m_tensor, m_layout && m_layout->tensors.size() > 1);
    setRowVisible(m_keys, m_layout && !m_layout->isTable);
    showState();
}

QString VectorImportDialog::whyNot() const
{
    const auto name = m_name->text().trimmed();
    if (m_file->text().trimmed().isEmpty())
        return tr("Choose a file: a table with a column of keys and else numbers, or an array with a row of numbers "
                  "each.");
    if (m_failure)
        return errorText(*m_failure);
    if (!m_layout)
        return tr("Looking at the file...");
    if (m_layout->isTable && m_layout->columns.size() < 2)
        return tr("This table has one column: it needs keys and numbers.");
    if (name.isEmpty() || name.contains(u','))
        return tr("Features need a name without a comma.");
    if (m_taken.contains(name))
        return tr("There are features called %1 already: take another name.").arg(name);
    return {};
}

void VectorImportDialog::showState()
{
    const auto problem = whyNot();
    setReady(problem.isEmpty());
    if (!problem.isEmpty())
        return say(problem, m_failure ? Tone::Bad : Tone::Secondary);
    if (m_layout->isTable)
        return say(Error::fill(tr("Every column but that of the keys is read as numbers: %1 [number|numbers] "
                                  "a row."),
                               {QString::number(m_layout->columns.size() - 1)}));
    if (!m_keys->text().trimmed().isEmpty())
        return say(tr("Line n of the keys belongs to row n of the vectors."));
    say(m_layout->hasKeys ? tr("The keys stand in the file, beside the vectors.")
                          : tr("Without keys, row n (from 0) belongs to the key n."));
}

VectorImport VectorImportDialog::choice() const
{
    VectorImport chosen;
    chosen.name = m_name->text().trimmed();
    chosen.subject = static_cast<FeatureSubject>(m_subject->currentData().toInt());
    chosen.path = m_file->text().trimmed();
    if (m_layout && m_layout->isTable)
        chosen.keys.column = m_column->currentText();
    else
        chosen.keys.file = m_keys->text().trimmed();
    chosen.keys.tensor = m_tensor->currentText();
    return chosen;
}

} // namespace aisle
